package io.fixres.contracts.evaluation;

/**
 * A picture of this machine whose class is known: {@code length} bytes from {@code offset} on of a file, which may be a
 * whole picture or a shard.
 *
 * @param key its name within the data
 * @param className name of its class
 * @param file path
 */
public record LabelledPicture(String key, String className, String file, long offset, long length) {}

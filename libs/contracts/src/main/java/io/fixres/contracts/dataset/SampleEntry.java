package io.fixres.contracts.dataset;

/**
 * One line of {@code samples.jsonl}; the line number is {@code id}.
 *
 * @param id number of the sample in the dataset, from 0
 * @param key name in the shard without extension, such as {@code roses/123_abc}
 * @param shard index of the shard
 * @param offset first byte of the image within the shard
 * @param length bytes of the image
 */
public record SampleEntry(
        long id,
        String key,
        int label,
        Split split,
        int shard,
        long offset,
        int length,
        int width,
        int height,
        String sha256) {}

package io.fixres.kit.store;

/**
 * An object with the etag that a compare-and-set needs.
 *
 * @param content whole content
 * @param etag as the store gave it, without quotes
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record StoredObject(byte[] content, String etag) {}

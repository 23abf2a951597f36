package io.fixres.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Digests and derived identifiers. */
public final class Digests {
    /** RFC 4122 name space of the ids of service events. */
    private static final UUID EVENT_NAMESPACE = UUID.fromString("5f0f6c1e-9d3a-5b7e-8a41-2f6b7c1d9e30");

    private Digests() {}

    /** A fresh SHA-256 digest, for content that is read in parts. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Lower-case hexadecimal SHA-256. */
    public static String sha256(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    /** {@link #sha256(byte[])} of the UTF-8 bytes. */
    public static String sha256(String content) {
        return sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The id of an event that follows from its content: UUIDv5 (RFC 4122) of the parts, so that an announcement made
     * twice is one event.
     */
    public static String eventId(Object... parts) {
        StringBuilder name = new StringBuilder();
        for (Object part : parts) {
            name.append(part).append('\u001f');
        }
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            java.nio.ByteBuffer space = java.nio.ByteBuffer.allocate(16)
                    .putLong(EVENT_NAMESPACE.getMostSignificantBits())
                    .putLong(EVENT_NAMESPACE.getLeastSignificantBits());
            sha1.update(space.array());
            java.nio.ByteBuffer hash =
                    java.nio.ByteBuffer.wrap(sha1.digest(name.toString().getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x5000L;
            long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}

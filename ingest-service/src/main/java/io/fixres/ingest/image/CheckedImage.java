package io.fixres.ingest.image;

/** What became of one entry of a source. */
public sealed interface CheckedImage {
    /** An image that decodes; {@code sha256} is the digest of its bytes, 32 bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    record Valid(ImageFormat format, int width, int height, byte[] sha256) implements CheckedImage {}

    /** An entry that is left out, and why, in words for a person. */
    record Refused(RejectionReason reason, String message) implements CheckedImage {}
}

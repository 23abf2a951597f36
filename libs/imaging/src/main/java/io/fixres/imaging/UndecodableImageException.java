package io.fixres.imaging;

/** Bytes that are not an image that can be decoded; the message says why. */
public final class UndecodableImageException extends RuntimeException {
    /** With the reason. */
    public UndecodableImageException(String reason) {
        super(reason);
    }
}

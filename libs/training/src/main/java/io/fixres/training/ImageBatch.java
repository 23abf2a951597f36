package io.fixres.training;

import java.nio.ByteBuffer;

/**
 * Images and their classes.
 *
 * @param pixels direct buffer of n * height * width * 3 bytes from its start: uint8, RGB, row major. It is read until the
 *     step ends and must not change before
 * @param labels n classes from 0
 */
@SuppressWarnings("ArrayRecordComponent") // read once on a hot path and never compared
public record ImageBatch(ByteBuffer pixels, int[] labels, int n, int height, int width) {
    /** Refuses sizes that do not fit. */
    public ImageBatch {
        long bytes = 3L * n * height * width;
        if (n < 1 || labels.length < n || pixels.capacity() < bytes || !pixels.isDirect()) {
            throw new IllegalArgumentException("a batch of " + n + " images of " + height + " x " + width
                    + " needs a direct buffer of " + bytes + " bytes and " + n + " labels, but has "
                    + pixels.capacity() + " bytes and " + labels.length + " labels");
        }
    }
}

package io.fixres.trainer.orders;

/**
 * Consecutive positions of one epoch that are ordered together, one order a lane.
 *
 * @param from first position
 * @param laneOf lane of each position, from the first on; its complement (below 0) where the image is held already
 * @param keys of the images, see {@link ImageKeys}
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
public record Span(int epoch, long from, int[] laneOf, long[] keys) {
    /** One past the last position. */
    public long to() {
        return from + laneOf.length;
    }

    /** Whether the image at an index is held already. */
    public boolean held(int index) {
        return laneOf[index] < 0;
    }

    /** Lane of the image at an index, held or not. */
    int lane(int index) {
        return held(index) ? ~laneOf[index] : laneOf[index];
    }
}

package io.fixres.trainer.orders;

/**
 * Consecutive positions of one epoch that are ordered together, one order a lane.
 *
 * @param from first position
 * @param laneOf lane of each position, from the first on
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
public record Span(int epoch, long from, int[] laneOf) {
    /** One past the last position. */
    public long to() {
        return from + laneOf.length;
    }
}

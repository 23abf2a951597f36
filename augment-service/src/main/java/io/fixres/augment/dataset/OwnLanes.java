package io.fixres.augment.dataset;

import java.util.Arrays;

/**
 * The lanes of a split that this process answers for, as far as its orders tell: those of the last few rounds. What lies
 * in other lanes is not worth keeping, since another augmenter will be asked for it. Safe for use by several threads.
 */
final class OwnLanes {
    /** Orders go round the lanes; a lane that was left out for so many rounds has gone to another augmenter. */
    private static final int ROUNDS = 8;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private long[] lastSeen = {};
    private long orders;

    /** An order for a lane of so many came. */
    synchronized void seen(int lanes, int lane) {
        if (lastSeen.length != lanes) {
            lastSeen = new long[lanes];
            Arrays.fill(lastSeen, NEVER);
        }
        lastSeen[lane] = ++orders;
    }

    /** Whether a sample falls into one of the lanes. */
    synchronized boolean own(long sample) {
        return lastSeen.length > 0 && own((int) (sample % lastSeen.length));
    }

    /** The lanes of this process as a share of all, 0 to 1. */
    synchronized double share() {
        int own = 0;
        for (int lane = 0; lane < lastSeen.length; lane++) {
            own += own(lane) ? 1 : 0;
        }
        return lastSeen.length == 0 ? 0 : (double) own / lastSeen.length;
    }

    private boolean own(int lane) {
        return orders - lastSeen[lane] < (long) ROUNDS * lastSeen.length;
    }
}

package io.fixres.trainer.orders;

import io.fixres.contracts.sampling.EpochOrder;
import java.util.Arrays;
import java.util.Optional;

/** Cuts a phase's positions, from where it goes on to its end, into spans in which no lane has more than one record holds. */
public final class SpanCutter {
    private final PhasePlan plan;
    private final int lanes;
    private final int perLane;
    private final HeldImages held;
    private final ImageKeys keys;
    private int epoch;
    private long position;
    private EpochOrder order;
    private Span next;

    /**
     * From a position on.
     *
     * @param lanes number of lanes
     * @param perLane samples that one order may ask for at most
     * @param held images that are not ordered
     */
    public SpanCutter(PhasePlan plan, int lanes, int perLane, int epoch, long position, HeldImages held) {
        this.plan = plan;
        this.lanes = lanes;
        this.perLane = perLane;
        this.held = held;
        this.keys = new ImageKeys(plan);
        this.epoch = epoch;
        this.position = position;
        this.order = plan.order(epoch);
    }

    /** The next span, which stays the next one until {@link #take}; empty at the phase's end. */
    public Optional<Span> peek() {
        if (next == null && epoch < plan.phase().epochs()) {
            next = cut();
        }
        return Optional.ofNullable(next);
    }

    /** Goes on to the span after. */
    public void take() {
        Span taken = peek().orElseThrow();
        next = null;
        position = taken.to();
        if (position >= plan.positions()) {
            epoch++;
            position = 0;
            order = plan.order(epoch);
        }
    }

    private Span cut() {
        int limit = (int) Math.min(plan.positions() - position, (long) perLane * lanes);
        int[] laneOf = new int[limit];
        long[] keyOf = new long[limit];
        int[] counts = new int[lanes];
        for (int i = 0; i < limit; i++) {
            long sample = order.sampleAt(position + i);
            int lane = (int) (sample % lanes);
            keyOf[i] = keys.key(epoch, sample);
            if (held.holds(keyOf[i])) {
                laneOf[i] = ~lane;
            } else if (counts[lane] == perLane) {
                return new Span(epoch, position, Arrays.copyOf(laneOf, i), Arrays.copyOf(keyOf, i));
            } else {
                counts[lane]++;
                laneOf[i] = lane;
            }
        }
        return new Span(epoch, position, laneOf, keyOf);
    }
}

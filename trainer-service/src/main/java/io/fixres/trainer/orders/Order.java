package io.fixres.trainer.orders;

import java.util.ArrayList;
import java.util.List;

/** An order that is not answered whole yet. */
public final class Order {
    private final int epoch;
    private final long from;
    private final long to;
    private final int lane;
    private final List<Long> skip = new ArrayList<>();
    private int missing;
    private int retries;
    private long due;

    Order(int epoch, long from, long to, int lane) {
        this.epoch = epoch;
        this.from = from;
        this.to = to;
        this.lane = lane;
    }

    int epoch() {
        return epoch;
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    int lane() {
        return lane;
    }

    /** How often it was asked again. */
    public int retries() {
        return retries;
    }

    /** Id within the attempt; a repetition has another one. */
    public String id(int phaseIndex) {
        return phaseIndex + "-" + epoch + "-" + from + "-" + lane + "-" + retries;
    }

    /** Leaves a position of the lane out. */
    void skip(long position) {
        skip.add(position);
    }

    List<Long> skip() {
        return List.copyOf(skip);
    }

    void expectOne() {
        missing++;
    }

    /** Notes that one of its images is in place; true with the last. */
    boolean arrived() {
        return --missing == 0;
    }

    long due() {
        return due;
    }

    void due(long nanos) {
        due = nanos;
    }

    void retry() {
        retries++;
    }
}

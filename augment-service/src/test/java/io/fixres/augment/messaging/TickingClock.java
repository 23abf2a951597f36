package io.fixres.augment.messaging;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** A clock that shows given milliseconds one after the other and stays at the last. */
final class TickingClock extends Clock {
    private final List<Long> times;

    TickingClock(List<Long> times) {
        this.times = times;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(times.size() > 1 ? times.remove(0) : times.get(0));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

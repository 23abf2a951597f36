package io.fixres.trainer.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Tells dead leases from live ones without comparing clocks of machines: a lease is dead when its etag has not changed for
 * its whole term on this observer's monotonic clock. Used by one thread.
 */
public final class LeaseObserver {
    private record Sighting(String etag, long since) {}

    private final LongSupplier nanos;
    private final Map<String, Sighting> sightings = new HashMap<>();

    /**
     * An observer that has seen nothing yet.
     *
     * @param nanos monotonic nanoseconds, such as {@code System::nanoTime}
     */
    public LeaseObserver(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether the lease with this etag has stood still for its term since this observer saw it first. */
    public boolean dead(String experiment, String etag, Duration term) {
        long now = nanos.getAsLong();
        Sighting seen = sightings.get(experiment);
        if (seen == null || !seen.etag().equals(etag)) {
            sightings.put(experiment, new Sighting(etag, now));
            return false;
        }
        return now - seen.since() >= term.toNanos();
    }

    /** Forgets an experiment that runs no more. */
    public void forget(String experiment) {
        sightings.remove(experiment);
    }
}

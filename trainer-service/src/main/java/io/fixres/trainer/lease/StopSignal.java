package io.fixres.trainer.lease;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Tells one run to stop; a lost lease outweighs a shutdown, which outweighs a cancellation. */
public final class StopSignal {
    private final AtomicReference<StopReason> reason = new AtomicReference<>();

    /** Asks the run to stop. */
    public void stop(StopReason asked) {
        reason.accumulateAndGet(asked, (old, next) -> old != null && old.compareTo(next) > 0 ? old : next);
    }

    /** Why the run is to stop, empty while it is not. */
    public Optional<StopReason> reason() {
        return Optional.ofNullable(reason.get());
    }

    /** Whether waiting for a broker or store that does not answer is pointless. */
    public boolean impatient() {
        StopReason asked = reason.get();
        return asked == StopReason.SHUTDOWN || asked == StopReason.LEASE_LOST;
    }
}

package io.fixres.trainer.lease;

import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.store.StoreUnavailableException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Repeats what a broker or store that is away makes fail, for as long as the run lives: an outage must not end it. */
public final class Persistence {
    private static final Logger LOGGER = Logger.getLogger(Persistence.class);
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final StopSignal signal;

    /** Until the signal says that waiting is pointless. */
    public Persistence(StopSignal signal) {
        this.signal = signal;
    }

    /** Does something that may be repeated. */
    public void run(Runnable task) {
        get(() -> {
            task.run();
            return true;
        });
    }

    /**
     * Gets something by a call that may be repeated.
     *
     * @throws StoreUnavailableException or {@link BrokerUnavailableException} once waiting is pointless
     */
    public <T> T get(Supplier<T> task) {
        long pause = FIRST_PAUSE_MS;
        while (true) {
            try {
                return task.get();
            } catch (StoreUnavailableException | BrokerUnavailableException e) {
                if (signal.impatient()) {
                    throw e;
                }
                LOGGER.warnf("trying again in %d ms: %s", pause, e.getMessage());
                sleep(pause);
                pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
            }
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for broker or store", e);
        }
    }
}

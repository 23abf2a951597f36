package io.fixres.trainer.lease;

import io.fixres.kit.store.ObjectStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Shows at every beat that the attempt lives, and looks whether somebody asked it to stop. */
public final class Heartbeat implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(Heartbeat.class);

    private final RunState state;
    private final ObjectStore store;
    private final StopSignal signal;
    private final ScheduledExecutorService executor;

    @SuppressWarnings("unused") // kept so that the beat ends with the heartbeat
    private final ScheduledFuture<?> beats;

    /** Starts to beat on a thread of its own. */
    public Heartbeat(RunState state, ObjectStore store, StopSignal signal, Duration interval) {
        this.state = state;
        this.store = store;
        this.signal = signal;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        this.beats = executor.scheduleWithFixedDelay(
                this::beat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One beat; a store that does not answer is asked again at the next. */
    void beat() {
        try {
            state.beat();
            if (CancelMark.read(store, state.current().experiment(), state.attempt())
                    .isPresent()) {
                signal.stop(StopReason.CANCELLED);
            }
        } catch (LeaseLostException e) {
            LOGGER.warn(e.getMessage());
            signal.stop(StopReason.LEASE_LOST);
        } catch (RuntimeException e) {
            LOGGER.warnf("heartbeat of %s missed: %s", state.current().experiment(), e.getMessage());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}

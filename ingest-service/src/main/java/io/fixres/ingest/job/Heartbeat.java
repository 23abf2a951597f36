package io.fixres.ingest.job;

import io.fixres.ingest.Ingest;
import io.fixres.kit.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Writes a claimed job at every beat while its ingest runs, and stops the ingest when the job is lost. */
final class Heartbeat implements Ingest.Watch, AutoCloseable {
    private record Progress(long images, Optional<Double> share) {}

    private static final Logger LOGGER = Logger.getLogger(Heartbeat.class);

    private final JobBoard board;
    private final BooleanSupplier shuttingDown;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> beats;
    private Claim claim;
    private volatile Progress progress = new Progress(0, Optional.empty());
    private volatile boolean lost;

    Heartbeat(JobBoard board, Claim claim, Duration interval, BooleanSupplier shuttingDown) {
        this.board = board;
        this.claim = claim;
        this.shuttingDown = shuttingDown;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ingest-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        this.beats = timer.scheduleWithFixedDelay(
                this::beat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void beat() {
        try {
            Optional<Claim> renewed = board.beat(claim, progress.images(), progress.share());
            renewed.ifPresentOrElse(next -> claim = next, () -> lost = true);
        } catch (StoreUnavailableException e) {
            LOGGER.warnf("heartbeat of ingest job %s: %s", claim.job().source(), e.getMessage());
        }
    }

    /** The claim as last written. */
    synchronized Claim claim() {
        return claim;
    }

    @Override
    public void progress(long images, Optional<Double> share) {
        progress = new Progress(images, share);
    }

    @Override
    public boolean stopped() {
        return lost || shuttingDown.getAsBoolean();
    }

    /** No beat begins after this; {@link #claim} waits for one that is under way. */
    @Override
    public void close() {
        beats.cancel(false);
        timer.shutdown();
    }
}

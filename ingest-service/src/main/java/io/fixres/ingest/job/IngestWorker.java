package io.fixres.ingest.job;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.IngestJob;
import io.fixres.contracts.dataset.SourceRecord;
import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.recipe.SplitRule;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.ingest.Ingest;
import io.fixres.ingest.IngestMeters;
import io.fixres.ingest.IngestMeters.Outcome;
import io.fixres.ingest.messaging.Announcements;
import io.fixres.ingest.source.RejectedSourceException;
import io.fixres.ingest.source.SourceUnavailableException;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import io.fixres.kit.tracing.Traces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/**
 * Does one job after the other: ingest, then store what became of the source, then announce it, then remove the job.
 * Whatever is cut off is done again by the next claim, and finds what is stored already.
 */
public final class IngestWorker {
    private static final Logger LOGGER = Logger.getLogger(IngestWorker.class);

    /** How often a job may take its process down, or fail for reasons unknown, before it is given up. */
    static final int MAX_ATTEMPTS = 5;

    /** How often a source that does not answer is tried; pauses double from the first. */
    static final int MAX_READS = 5;

    private final ObjectStore store;
    private final JobBoard board;
    private final Ingest ingest;
    private final Announcements announcements;
    private final WorkDirectory work;
    private final IngestMeters meters;
    private final WorkerTimes times;
    private final Traces traces;

    /** With everything a job needs. */
    public IngestWorker(
            ObjectStore store,
            JobBoard board,
            Ingest ingest,
            Announcements announcements,
            WorkDirectory work,
            IngestMeters meters,
            WorkerTimes times,
            Traces traces) {
        this.store = store;
        this.board = board;
        this.ingest = ingest;
        this.announcements = announcements;
        this.work = work;
        this.meters = meters;
        this.times = times;
        this.traces = traces;
    }

    /**
     * Claims a job and does it; false if there is none to claim.
     *
     * @throws StoreUnavailableException or {@link BrokerUnavailableException} if they do not answer; the job stays
     */
    public boolean workOnce(Shutdown shutdown) {
        Optional<Claim> claimed = board.claim();
        if (claimed.isEmpty()) {
            return false;
        }
        try (Heartbeat heartbeat = new Heartbeat(board, claimed.get(), times.beat(), shutdown::requested)) {
            IngestJob job = claimed.get().job();
            traces.within(
                    "ingest",
                    job.trace().orElseGet(() -> TraceContext.ofExperiment(job.source())),
                    Map.of("source", job.source(), "attempt", job.attempt()),
                    () -> work(heartbeat, shutdown));
        }
        return true;
    }

    private void work(Heartbeat heartbeat, Shutdown shutdown) {
        IngestJob job = heartbeat.claim().job();
        long start = System.nanoTime();
        Outcome outcome = Outcome.INTERRUPTED;
        try {
            SourceRecord record = outcome(job, heartbeat, shutdown);
            outcome = record.dataset().isPresent() ? Outcome.READY : Outcome.REJECTED;
            announcements.announce(record);
            heartbeat.close();
            board.finish(heartbeat.claim());
        } catch (CancellationException e) {
            LOGGER.infof("ingest of %s stops here, another claim goes on", job.uri());
            release(heartbeat, false);
        } catch (StoreUnavailableException | BrokerUnavailableException e) {
            release(heartbeat, false);
            throw e;
        } catch (RuntimeException e) {
            LOGGER.errorf(e, "attempt %d to ingest %s failed", job.attempt(), job.uri());
            release(heartbeat, true);
            shutdown.await(times.pause());
        } finally {
            meters.finished(outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** What became of the source, stored: by this attempt, or before. */
    private SourceRecord outcome(IngestJob job, Heartbeat heartbeat, Shutdown shutdown) {
        String key = ObjectKeys.source(job.source());
        Optional<SourceRecord> known = find(key);
        if (known.isPresent()) {
            return known.get();
        }
        SourceRecord record;
        try {
            DatasetManifest manifest = read(job, heartbeat, shutdown);
            record = new SourceRecord(job.source(), job.uri(), Optional.of(manifest.id()), Optional.empty());
            LOGGER.infof("stored %s of %s: %s", manifest.id(), job.uri(), manifest.splits());
        } catch (RejectedSourceException e) {
            LOGGER.warnf("%s cannot become a dataset: %s", job.uri(), e.getMessage());
            record = new SourceRecord(job.source(), job.uri(), Optional.empty(), Optional.of(e.getMessage()));
        }
        return store.create(key, Json.bytes(record)) ? record : find(key).orElse(record);
    }

    private DatasetManifest read(IngestJob job, Heartbeat heartbeat, Shutdown shutdown) {
        if (job.attempt() > MAX_ATTEMPTS) {
            throw new RejectedSourceException("ingest of '" + job.uri() + "' failed or took its process down "
                    + MAX_ATTEMPTS + " times: see the log of ingest-service (memory and disk space above all), then ask"
                    + " again with another data.revision");
        }
        Duration pause = times.pause();
        for (int attempt = 1; ; attempt++) {
            Path directory = work.create();
            try {
                return ingest.ingest(job.uri(), SplitRule.parse(job.split()), directory, heartbeat);
            } catch (SourceUnavailableException e) {
                if (attempt == MAX_READS) {
                    throw new RejectedSourceException(
                            e.getMessage() + " (tried " + MAX_READS + " times): check the address and the network, then"
                                    + " ask again with another data.revision",
                            e);
                }
                LOGGER.warnf("%s; trying again in %s", e.getMessage(), pause);
            } finally {
                work.remove(directory);
            }
            shutdown.await(pause);
            pause = pause.multipliedBy(2);
            if (heartbeat.stopped()) {
                throw new CancellationException("stopped while waiting for the source");
            }
        }
    }

    private Optional<SourceRecord> find(String key) {
        return store.get(key).map(object -> Json.read(object.content(), SourceRecord.class));
    }

    private void release(Heartbeat heartbeat, boolean countAttempt) {
        heartbeat.close();
        try {
            board.release(heartbeat.claim(), countAttempt);
        } catch (StoreUnavailableException e) {
            // The lease ends by itself.
            LOGGER.debugf("cannot release a job: %s", e.getMessage());
        }
    }
}

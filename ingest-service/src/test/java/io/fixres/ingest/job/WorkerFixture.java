package io.fixres.ingest.job;

import io.fixres.contracts.dataset.IngestJob;
import io.fixres.contracts.event.DataSource;
import io.fixres.ingest.IngestFixture;
import io.fixres.ingest.IngestMeters;
import io.fixres.ingest.dataset.DatasetStorage;
import io.fixres.ingest.messaging.Announcements;
import io.fixres.kit.messaging.RecordingEventPublisher;
import io.fixres.kit.store.InMemoryObjectStore;
import io.fixres.kit.tracing.RecordedSpans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Replicas of the worker on one store and one broker; time passes only when told to. */
final class WorkerFixture {
    static final Duration TERM = Duration.ofSeconds(15);
    /** Heartbeats are left out, so that tests count writes exactly. */
    private static final WorkerTimes TIMES =
            new WorkerTimes(Duration.ofHours(1), Duration.ofMillis(1), Duration.ofMillis(1));

    final IngestFixture fixture;
    final RecordedSpans spans = new RecordedSpans();
    final RecordingEventPublisher publisher = new RecordingEventPublisher();
    final Shutdown shutdown = new Shutdown();
    private final WorkDirectory work;
    private long now;

    WorkerFixture(Path directory) {
        fixture = new IngestFixture(directory);
        work = new WorkDirectory(directory.resolve("work"));
    }

    InMemoryObjectStore store() {
        return fixture.store();
    }

    JobBoard board(String process) {
        return new JobBoard(store(), process, TERM, () -> now);
    }

    IngestWorker worker(JobBoard board) {
        return new IngestWorker(
                store(),
                board,
                fixture.ingest(),
                new Announcements(new DatasetStorage(store()), publisher),
                work,
                new IngestMeters(fixture.registry()),
                TIMES,
                spans.traces());
    }

    void pass(Duration duration) {
        now += duration.toNanos();
    }

    /** A job for a source. */
    static IngestJob job(String uri, String split) {
        return IngestJob.waiting(
                new DataSource(uri, Optional.empty()).hash(split), uri, split, Instant.parse("2026-01-01T00:00:00Z"));
    }
}

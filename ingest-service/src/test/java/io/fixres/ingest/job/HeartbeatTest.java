package io.fixres.ingest.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.IngestJob;
import io.fixres.contracts.storage.ObjectKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {
    @TempDir
    private Path directory;

    @Test
    void itShowsProgressInTheJob() {
        // Given
        WorkerFixture fixture = new WorkerFixture(directory);
        JobBoard board = fixture.board("first");
        IngestJob job = WorkerFixture.job("/a", "folders");
        board.post(job);

        // When
        try (Heartbeat heartbeat =
                new Heartbeat(board, board.claim().orElseThrow(), Duration.ofMillis(5), () -> false)) {
            heartbeat.progress(42, Optional.of(0.5));

            // Then
            await().untilAsserted(() -> assertThat(Json.read(
                                    fixture.store()
                                            .get(ObjectKeys.ingestJob(job.source()))
                                            .orElseThrow()
                                            .content(),
                                    IngestJob.class)
                            .images())
                    .isEqualTo(42));
        }
    }

    @Test
    void itStopsTheIngestOfAJobThatAnotherHasTaken() {
        // Given
        WorkerFixture fixture = new WorkerFixture(directory);
        JobBoard board = fixture.board("first");
        board.post(WorkerFixture.job("/a", "folders"));
        Claim claim = board.claim().orElseThrow();
        JobBoard second = fixture.board("second");
        second.claim();
        fixture.pass(WorkerFixture.TERM);
        second.claim();

        // When
        try (Heartbeat heartbeat = new Heartbeat(board, claim, Duration.ofMillis(5), () -> false)) {
            // Then
            await().until(heartbeat::stopped);
        }
    }
}

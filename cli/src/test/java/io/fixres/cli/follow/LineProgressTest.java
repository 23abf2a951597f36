package io.fixres.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.event.EvaluationCompleted;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final LineProgress progress = new LineProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), "");

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aWaitIsSaidOnceForEachReason() {
        progress.waiting("waiting for a trainer");
        progress.waiting("waiting for a trainer");
        progress.waiting("waiting for a trainer, 1 before it in the queue");

        assertThat(text().lines())
                .containsExactly("waiting for a trainer", "waiting for a trainer, 1 before it in the queue");
    }

    @Test
    void ingestShowsSpeedAndTimeLeft() {
        progress.ingesting(new IngestPace.Reading(300, Optional.of(1200L), 100, Optional.of(Duration.ofSeconds(9))));

        assertThat(text().lines()).containsExactly("  ingest: 300 images, 100 images/s, 0:09 left");
    }

    @Test
    void evaluationShowsSpeedAndTimeLeft() {
        progress.evaluated(new EvaluationCompleted(
                "experiment",
                1,
                "finetune",
                1,
                4,
                "key",
                64,
                "center_crop",
                "test",
                1000,
                700,
                0.7,
                0.67,
                0.73,
                0.9,
                4.0,
                "result",
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        progress.evaluations(3, 5, Optional.of(Duration.ofSeconds(8)));
        progress.evaluations(3, 5, Optional.of(Duration.ofSeconds(8)));

        assertThat(text().lines())
                .containsExactly(
                        "scored finetune epoch 5 at 64 px, center_crop: 70.0 % of 1000 (test), 250 images/s",
                        "evaluations: 3 of 5 are stored, 0:08 left");
    }
}

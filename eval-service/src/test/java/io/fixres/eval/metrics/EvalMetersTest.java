package io.fixres.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.topic.Topics;
import io.fixres.eval.work.WorkQueue;
import io.fixres.kit.metrics.DeadLetterCounter;
import io.fixres.kit.metrics.DocumentedMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EvalMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EvalMeters meters = new EvalMeters(registry, new WorkQueue());

    private static EvaluationResult result(int resolution) {
        String json = """
                {"experiment": "roses", "attempt": 1, "phase": "initial", "phase_index": 0, "epoch": 0,
                 "checkpoint": "c", "sha256": "0", "dataset": "ds", "resolution": %d, "transform": "squash",
                 "split": "test", "n": 4, "correct": 3, "top1": 0.75, "low": 0.3, "high": 0.95, "loss": 0.5, "seconds": 2.5, "classes": ["a", "b"],
                 "predictions": {"samples": [1], "labels": [0], "predicted": [0], "confidence": [0.9], "loss": [0.1],
                                 "ranks": [0]}}
                """.formatted(resolution);
        return Json.read(json.getBytes(StandardCharsets.UTF_8), EvaluationResult.class);
    }

    @Test
    void whatTheDocumentationSaysOfThemIsTrue() {
        assertThat(DocumentedMeters.faults("eval-service", prometheus -> {
                    EvalMeters used = new EvalMeters(prometheus, new WorkQueue());
                    used.stored(result(64));
                    used.scored(64, 4);
                }))
                .isEmpty();
    }

    @Test
    void theNewestResultOfAResolutionIsShown() {
        // When
        meters.stored(result(64));

        // Then
        assertThat(registry.get("fixres.eval.accuracy")
                        .tag("resolution", "64")
                        .gauge()
                        .value())
                .isEqualTo(0.75);
        assertThat(registry.get("fixres.eval.duration")
                        .tag("resolution", "64")
                        .timer()
                        .mean(java.util.concurrent.TimeUnit.SECONDS))
                .isEqualTo(2.5);
    }

    @Test
    void moreResolutionsThanTheBoundShareOneLabel() {
        // When
        for (int i = 1; i <= EvalMeters.MOST_RESOLUTIONS + 10; i++) {
            meters.scored(i, 1);
        }

        // Then
        assertThat(registry.get("fixres.eval.images").counters()).hasSize(EvalMeters.MOST_RESOLUTIONS + 1);
        assertThat(registry.get("fixres.eval.images")
                        .tag("resolution", EvalMeters.OTHER)
                        .counter()
                        .count())
                .isEqualTo(10);
    }

    @Test
    void aRefusedEventIsADeadLetter() {
        // When
        meters.refused();

        // Then
        assertThat(registry.get(DeadLetterCounter.NAME)
                        .tag("topic", Topics.TRAINING)
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}

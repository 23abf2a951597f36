package io.fixres.system;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.system.OtlpReceiver.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an OTLP receiver one experiment is one trace, from request to evaluation, whatever dies meanwhile. */
class TracesIT {
    private static final String EXPERIMENT = "traced";

    @Test
    void theSpansOfAllServicesAndOfEveryAttemptShareOneTrace(@TempDir Path directory) {
        // Given
        Path data = TinyFlowers.write(directory.resolve("data"), 80, 20);
        try (OtlpReceiver receiver = new OtlpReceiver();
                Stack stack = Stack.start(
                        directory.resolve("home"),
                        Map.of(
                                "FIXRES_TRACING_ENDPOINT",
                                receiver.address().toString(),
                                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                                "http/protobuf"))) {
            stack.experiments().request(EXPERIMENT, TestRecipe.of(6), data);
            stack.experiments().awaitCheckpoint(EXPERIMENT, 2);

            // When
            stack.kill("trainer-1");

            // Then
            assertThat(stack.experiments().awaitEnd(EXPERIMENT).status()).isEqualTo(ExperimentStatus.COMPLETED);
            await("the spans of all services").atMost(2, MINUTES).untilAsserted(() -> assertThat(
                            spansOf(receiver, EXPERIMENT))
                    .extracting(span -> span.service() + ": " + span.name())
                    .contains(
                            "ingest-service: ingest",
                            "augment-service: answer order",
                            "trainer-service: accept experiment",
                            "trainer-service: train",
                            "trainer-service: phase",
                            "trainer-service: epoch",
                            "trainer-service: save checkpoint",
                            "eval-service: score checkpoint",
                            "eval-service: evaluate"));
            await("spans that end after the experiment")
                    .atMost(1, MINUTES)
                    .untilAsserted(() -> assertEveryParentIsKnown(spansOf(receiver, EXPERIMENT)));
            assertThat(spansOf(receiver, EXPERIMENT).stream()
                            .filter(span -> span.name().equals("train"))
                            .map(span -> span.attributes().get("fixres.attempt")))
                    .contains("2");
            assertThat(receiver.spans()).extracting(Span::trace).containsOnly(traceOf(EXPERIMENT));
        }
    }

    /**
     * A parent is a span, the request, or a span of the trainer that was killed: of what it was doing, the phase and the
     * epoch have children, and the epoch that had just ended may have been on its way to the receiver.
     */
    private static void assertEveryParentIsKnown(List<Span> spans) {
        Set<String> known = spans.stream().map(Span::id).collect(Collectors.toSet());
        known.add(TraceContext.ofExperiment(EXPERIMENT).spanId());
        Set<String> unknown = spans.stream()
                .map(Span::parent)
                .filter(parent -> !known.contains(parent))
                .collect(Collectors.toSet());
        assertThat(unknown)
                .as("spans that died with the first attempt: its phase, its epoch, and the epoch before it")
                .hasSizeLessThanOrEqualTo(3);
    }

    private static List<Span> spansOf(OtlpReceiver receiver, String experiment) {
        return receiver.spans().stream()
                .filter(span -> span.trace().equals(traceOf(experiment)))
                .toList();
    }

    private static String traceOf(String experiment) {
        return TraceContext.ofExperiment(experiment).traceId();
    }
}

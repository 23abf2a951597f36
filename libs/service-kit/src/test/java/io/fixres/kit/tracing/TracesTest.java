package io.fixres.kit.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.contracts.event.TraceContext;
import io.fixres.kit.messaging.Envelopes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracesTest {
    private final RecordedSpans spans = new RecordedSpans();
    private final Traces traces = spans.traces();
    private final TraceContext request = new TraceContext(
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", Optional.of("congo=t61rcWkgMzE"));

    private static Map<String, String> extensionsOfAnEvent() {
        return Envelopes.of("/test", "roses", "1", new ExperimentCancelled("roses"))
                .extensions();
    }

    @Test
    void workContinuesTheContextAndItsEventsCarryItOn() {
        // When
        Map<String, String> extensions =
                traces.within("train", request, Map.of("attempt", 2), TracesTest::extensionsOfAnEvent);

        // Then
        SpanData span = spans.named("train");
        TraceContext carried = TraceContext.of(extensions).orElseThrow();
        assertThat(span.getTraceId()).isEqualTo(request.traceId());
        assertThat(span.getParentSpanId()).isEqualTo(request.spanId());
        assertThat(span.getAttributes().get(AttributeKey.longKey("fixres.attempt")))
                .isEqualTo(2);
        assertThat(carried.traceId()).isEqualTo(request.traceId());
        assertThat(carried.spanId()).isEqualTo(span.getSpanId());
        assertThat(carried.tracestate()).contains("congo=t61rcWkgMzE");
    }

    @Test
    void aSpanInASpanIsItsChild() {
        // When
        traces.within("train", request, Map.of(), () -> traces.within("epoch", Map.of("epoch", 0), () -> {}));

        // Then
        assertThat(spans.named("epoch").getParentSpanId())
                .isEqualTo(spans.named("train").getSpanId());
    }

    @Test
    void anotherThreadGoesOnInTheContextThatIsHandedOver() throws InterruptedException {
        // Given
        String[] seen = new String[1];

        // When
        Thread thread = traces.within(
                "train",
                request,
                Map.of(),
                () -> new Thread(
                        Traces.handedOver(() -> seen[0] = extensionsOfAnEvent().get("traceparent"))));
        thread.start();
        thread.join();

        // Then
        assertThat(seen[0]).contains(request.traceId());
    }

    @Test
    void aFailureIsRecordedAndThrownOn() {
        assertThatThrownBy(() -> traces.within("train", request, Map.of(), () -> {
                    throw new IllegalStateException("no data");
                }))
                .hasMessage("no data");
        assertThat(spans.named("train").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(spans.named("train").getStatus().getDescription()).isEqualTo("no data");
    }

    @Test
    void anUnsampledContextIsCarriedOnAndNotRecorded() {
        // When
        Map<String, String> extensions =
                traces.within("answer order", request.unsampled(), Map.of(), TracesTest::extensionsOfAnEvent);

        // Then
        assertThat(TraceContext.of(extensions).orElseThrow().traceId()).isEqualTo(request.traceId());
        assertThat(spans.ended()).isEmpty();
    }

    @Test
    void withoutAnExporterTheContextIsCarriedOnAsItIs() {
        // When
        Map<String, String> extensions =
                Traces.none().within("train", request, Map.of(), TracesTest::extensionsOfAnEvent);

        // Then
        assertThat(extensions).isEqualTo(request.extensions());
    }

    @Test
    void anEventOutsideOfAnyTraceCarriesNone() {
        assertThat(extensionsOfAnEvent()).isEmpty();
    }

    @Test
    void aContextCanBeCarriedWithoutASpan() {
        assertThat(Traces.carrying(request, TracesTest::extensionsOfAnEvent)).isEqualTo(request.extensions());
        assertThat(extensionsOfAnEvent()).isEmpty();
    }
}

package io.fixres.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    /** The example of W3C Trace Context, section 3.2.4. */
    private static final String EXAMPLE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void theExampleOfTheRecommendationIsRead() {
        // When
        TraceContext context = TraceContext.of(Map.of("traceparent", EXAMPLE, "tracestate", "congo=t61rcWkgMzE"))
                .orElseThrow();

        // Then
        assertThat(context.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(context.spanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(context.sampled()).isTrue();
        assertThat(context.extensions())
                .containsExactlyInAnyOrderEntriesOf(Map.of("traceparent", EXAMPLE, "tracestate", "congo=t61rcWkgMzE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void whatBreaksTheFormIsIgnoredInAnEvent(String traceparent) {
        assertThat(TraceContext.of(Map.of("traceparent", traceparent))).isEmpty();
        assertThatThrownBy(() -> new TraceContext(traceparent, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + traceparent + "'");
    }

    @Test
    void aLaterVersionMayHaveMoreFields() {
        assertThat(TraceContext.of(Map.of("traceparent", "01" + EXAMPLE.substring(2) + "-more"))
                        .orElseThrow()
                        .traceId())
                .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void anExperimentHasOneTraceOfItsOwn() {
        assertThat(TraceContext.ofExperiment("roses")).isEqualTo(TraceContext.ofExperiment("roses"));
        assertThat(TraceContext.ofExperiment("roses").traceId())
                .isNotEqualTo(TraceContext.ofExperiment("tulips").traceId());
        assertThat(TraceContext.ofExperiment("roses").sampled()).isTrue();
    }

    @Test
    void anUnsampledContextStaysInItsTrace() {
        // When
        TraceContext context = new TraceContext(EXAMPLE, null).unsampled();

        // Then
        assertThat(context.traceparent()).isEqualTo(EXAMPLE.substring(0, EXAMPLE.length() - 1) + "0");
        assertThat(context.sampled()).isFalse();
    }
}

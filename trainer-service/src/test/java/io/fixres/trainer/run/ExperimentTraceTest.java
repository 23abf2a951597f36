package io.fixres.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Json;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentFailed;
import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.trainer.TrainerFixture;
import io.fixres.trainer.lease.StopReason;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One experiment is one trace, however many attempts it takes. */
class ExperimentTraceTest {
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("fixres.attempt");
    private static final String OWN =
            TraceContext.ofExperiment(RunFixture.EXPERIMENT).traceId();

    @TempDir
    Path directory;

    private RunFixture fixture;

    @BeforeEach
    void anExperimentIsQueued() {
        fixture = new RunFixture(directory);
    }

    private static String traceId(Envelope<?> event) {
        return TraceContext.of(event.extensions()).map(TraceContext::traceId).orElse("none");
    }

    @Test
    void everySpanAndEveryEventOfTwoAttemptsBelongsToTheTraceOfTheRequest() {
        // Given
        fixture.beforeStep(learner -> {
            if (learner.allSteps() == 4) {
                fixture.signal.stop(StopReason.SHUTDOWN);
            }
        });
        fixture.runNext("t1");
        fixture.renewSignal();
        fixture.beforeStep(learner -> {});

        // When
        fixture.runNext("t2");

        // Then
        List<SpanData> spans = fixture.world.spans.ended();
        assertThat(spans).extracting(SpanData::getTraceId).containsOnly(OWN);
        assertThat(spans)
                .extracting(SpanData::getName)
                .contains("accept experiment", "train", "phase", "epoch", "save checkpoint");
        assertThat(spans.stream().filter(span -> span.getName().equals("train")))
                .extracting(span -> span.getAttributes().get(ATTEMPT))
                .containsExactly(1L, 2L);
        assertThat(fixture.world.publisher.published()).isNotEmpty().allSatisfy(event -> assertThat(traceId(event))
                .isEqualTo(OWN));
    }

    @Test
    void aRequestThatBringsATraceIsContinued() {
        // Given
        String theirs = "4bf92f3577b34da6a3ce929d0e0e4736";
        Envelope<?> plain = TrainerFixture.request("tulips");
        Map<String, String> extensions = Map.of("traceparent", "00-" + theirs + "-00f067aa0ba902b7-01");

        // When
        fixture.world
                .requests()
                .accept(new Envelope<>(
                        plain.id(),
                        plain.source(),
                        plain.time(),
                        plain.subject(),
                        extensions,
                        TrainerFixture.request("tulips").data()));

        // Then
        assertThat(fixture.world.state("tulips").traceContext().traceId()).isEqualTo(theirs);
        assertThat(fixture.world.spans.ended())
                .filteredOn(span -> span.getTraceId().equals(theirs))
                .singleElement()
                .satisfies(span -> assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7"));
    }

    @Test
    void anEndWithoutARunCarriesTheTraceAsWell() {
        // When
        fixture.world.cancellations().accept(TrainerFixture.cancel(RunFixture.EXPERIMENT, "c1"));

        // Then
        assertThat(fixture.world.publisher.published())
                .filteredOn(event -> event.data() instanceof ExperimentFailed)
                .singleElement()
                .satisfies(event -> assertThat(traceId(event)).isEqualTo(OWN));
    }

    @Test
    void aStateOfAnOlderWriterHasTheTraceThatFollowsFromItsId() {
        // Given
        String json = new String(Json.bytes(fixture.state()), StandardCharsets.UTF_8);
        String older = json.replaceAll(",\\s*\"trace\"\\s*:\\s*\\{[^}]*}", "");

        // When
        ExperimentState state = Json.read(older.getBytes(StandardCharsets.UTF_8), ExperimentState.class);

        // Then
        assertThat(older).hasSizeLessThan(json.length());
        assertThat(state.trace()).isEmpty();
        assertThat(state.traceContext().traceId()).isEqualTo(OWN);
    }
}

package io.fixres.page.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.BuiltInRecipes;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.messaging.RecordingEventPublisher;
import io.fixres.kit.store.InMemoryObjectStore;
import io.fixres.kit.tracing.RecordedSpans;
import io.fixres.page.States;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final Optional<String> NONE = Optional.empty();
    private static final Optional<String> ADDRESS = Optional.of("https://example.org/flowers.tgz");

    private final RecordingEventPublisher publisher = new RecordingEventPublisher();
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final RecordedSpans spans = new RecordedSpans();
    private final Requests requests = new Requests(
            publisher, store, spans.traces(), Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC));

    private static Submission builtIn(String name, Optional<String> uri, Optional<String> seed, Optional<String> id) {
        return new Submission(Optional.of(name), NONE, NONE, uri, seed, id);
    }

    @Test
    void aSubmissionBecomesTheEventThatTheCommandSends() {
        // When
        String id = requests.submit(builtIn("demo", ADDRESS, Optional.of("7"), NONE));

        // Then
        assertThat(id).matches("demo-0203-040506-[0-9a-f]{4}");
        assertThat(publisher.published(ExperimentRequested.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.experiment()).contains(id);
                    assertThat(event.recipe().orElseThrow().asText()).isEqualTo("demo");
                    assertThat(event.data().orElseThrow().uri()).isEqualTo(ADDRESS.get());
                    assertThat(event.seed()).contains(7L);
                    assertThat(event.resume()).isFalse();
                });
    }

    @Test
    void theTraceOfAnExperimentBeginsWithTheRequestForIt() {
        // When
        requests.submit(builtIn("demo", ADDRESS, NONE, Optional.of("tulips")));

        // Then
        String trace = TraceContext.ofExperiment("tulips").traceId();
        assertThat(spans.named("request experiment").getTraceId()).isEqualTo(trace);
        assertThat(publisher.published()).singleElement().satisfies(event -> {
            TraceContext carried = TraceContext.of(event.extensions()).orElseThrow();
            assertThat(carried.traceId()).isEqualTo(trace);
            assertThat(carried.spanId())
                    .isEqualTo(spans.named("request experiment").getSpanId());
        });
    }

    @Test
    void aCancellationGoesOnInTheTraceOfTheState() {
        // Given
        ExperimentState running = States.of("exp-1", ExperimentStatus.RUNNING);

        // When
        requests.cancel(running);

        // Then
        assertThat(spans.named("cancel experiment").getTraceId())
                .isEqualTo(running.traceContext().traceId());
    }

    @Test
    void aRecipeOfOnesOwnIsSentWhole() {
        // When
        requests.submit(new Submission(NONE, Optional.of(BuiltInRecipes.yaml("demo")), NONE, ADDRESS, NONE, NONE));

        // Then
        assertThat(publisher.published(ExperimentRequested.class))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.recipe().orElseThrow().path("phases")).hasSize(3));
    }

    @Test
    void aRecipeThatIsWrongIsRefusedWithItsFault() {
        // Given
        String yaml = BuiltInRecipes.yaml("demo").replace("epochs: 16", "epochs: 0");

        // When / Then
        assertThatThrownBy(() -> requests.submit(new Submission(NONE, Optional.of(yaml), NONE, ADDRESS, NONE, NONE)))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("epochs is 0");
        assertThat(publisher.published()).isEmpty();
    }

    @Test
    void imagesMustBeNamed() {
        assertThatThrownBy(() -> requests.submit(builtIn("demo", NONE, NONE, NONE)))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining("images are missing");
    }

    @Test
    void anAddressOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> requests.submit(builtIn("demo", Optional.of("gopher://x"), NONE, NONE)))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining("gopher://x");
    }

    @Test
    void aDatasetThatIsNotStoredIsRefused() {
        assertThatThrownBy(() -> requests.submit(
                        new Submission(Optional.of("demo"), NONE, Optional.of("ds-9"), NONE, NONE, NONE)))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining("ds-9");
    }

    @Test
    void anIdThatIsTakenIsRefused() {
        // Given
        store.create(ObjectKeys.state("mine"), new byte[0]);

        // When / Then
        assertThatThrownBy(() -> requests.submit(builtIn("demo", ADDRESS, NONE, Optional.of("mine"))))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining("'mine' is taken");
    }

    @Test
    void aSeedThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> requests.submit(builtIn("demo", ADDRESS, Optional.of("1.5"), NONE)))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining("seed is '1.5'");
    }

    @Test
    void aRunningExperimentCanBeCancelledAndAnEndedOneCannot() {
        // Given
        ExperimentState running = States.of("exp-1", ExperimentStatus.RUNNING);
        ExperimentState completed = States.of("exp-2", ExperimentStatus.COMPLETED);

        // When
        requests.cancel(running);

        // Then
        assertThat(publisher.published(ExperimentCancelled.class)).containsExactly(new ExperimentCancelled("exp-1"));
        assertThatThrownBy(() -> requests.cancel(completed))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining("has ended already: completed");
    }

    @Test
    void onlyWhatHasStoppedCanBeResumed() {
        // When
        requests.resume(States.of("exp-1", ExperimentStatus.CANCELLED));

        // Then
        assertThat(publisher.published(ExperimentRequested.class))
                .singleElement()
                .satisfies(event -> assertThat(event.resume()).isTrue());
        assertThatThrownBy(() -> requests.resume(States.of("exp-2", ExperimentStatus.RUNNING)))
                .isInstanceOf(RefusedRequestException.class);
    }
}

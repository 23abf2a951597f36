package io.fixres.trainer.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fixres.contracts.Digests;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentFailed;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.store.StoreUnavailableException;
import io.fixres.trainer.TrainerFixture;
import io.fixres.trainer.metrics.TrainerMeters;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIntakeTest {
    private final TrainerFixture fixture = new TrainerFixture();
    private final RequestIntake intake = fixture.requests();

    @Test
    void aValidRequestIsStoredAndQueued() {
        // When
        intake.accept(TrainerFixture.request("roses"));

        // Then
        ExperimentState state = fixture.state("roses");
        assertThat(state.status()).isEqualTo(ExperimentStatus.QUEUED);
        assertThat(state.dataset()).contains(TrainerFixture.DATASET);
        assertThat(fixture.store.list(ObjectKeys.QUEUE))
                .containsExactly(state.queueEntry().orElseThrow());
        byte[] recipe =
                fixture.store.get(ObjectKeys.recipe("roses")).orElseThrow().content();
        assertThat(Digests.sha256(recipe)).isEqualTo(state.recipeSha256());
        assertThat(new String(recipe, UTF_8)).contains("checkpoint_every: 2");
    }

    @Test
    void theEventsIdStandsInForAnAbsentExperimentId() {
        // When
        intake.accept(TrainerFixture.request(null, Optional.empty(), Optional.of(TrainerFixture.DATASET), "abc-1"));

        // Then
        assertThat(fixture.state("abc-1").status()).isEqualTo(ExperimentStatus.QUEUED);
    }

    @Test
    void theSameRequestAgainHasNoFurtherEffect() {
        // Given
        intake.accept(TrainerFixture.request("roses"));
        ExperimentState first = fixture.state("roses");

        // When
        intake.accept(TrainerFixture.request("roses"));

        // Then
        assertThat(fixture.state("roses")).isEqualTo(first);
        assertThat(fixture.store.list(ObjectKeys.QUEUE)).hasSize(1);
    }

    @Test
    void theSameIdForAnotherRequestIsRefusedAndTheFirstGoesOnUntouched() {
        // Given
        intake.accept(TrainerFixture.request("roses"));
        ExperimentState first = fixture.state("roses");
        Envelope<ExperimentRequested> other =
                TrainerFixture.request("roses", Optional.empty(), Optional.of("ds-2"), "other");

        // When / Then
        assertThatThrownBy(() -> intake.accept(other))
                .isInstanceOf(RefusedEventException.class)
                .hasMessageContaining("'roses' stands for another request already");
        assertThat(fixture.state("roses")).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aRequestThatWasCutOffBetweenItsWritesIsCompletedByItsRedelivery(int writes) {
        // Given
        fixture.store.failAfterWrites(writes);
        assertThatThrownBy(() -> intake.accept(TrainerFixture.request("roses")))
                .isInstanceOf(StoreUnavailableException.class);
        fixture.store.failAfterWrites(-1);
        fixture.store.available(true);

        // When
        intake.accept(TrainerFixture.request("roses"));

        // Then
        assertThat(fixture.state("roses").status()).isEqualTo(ExperimentStatus.QUEUED);
        assertThat(fixture.store.list(ObjectKeys.QUEUE))
                .containsExactly(fixture.state("roses").queueEntry().orElseThrow());
    }

    @Test
    void anInvalidRecipeEndsAsAFailureThatNamesTheKey() {
        // When
        intake.accept(builtIn("roses", Map.of("phases.initial.epohcs", new TextNode("2"))));

        // Then
        assertThat(fixture.state("roses").status()).isEqualTo(ExperimentStatus.FAILED);
        assertThat(fixture.state("roses").pending()).isEmpty();
        assertThat(fixture.publisher.published(ExperimentFailed.class))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.category()).isEqualTo(FailureCategory.INVALID_RECIPE);
                    assertThat(failed.message()).contains("phases.initial.epohcs", "did you mean 'epochs'?");
                });
    }

    @Test
    void aRequestThatFailsIsCountedOnceHoweverOftenItIsDelivered() {
        // When
        intake.accept(builtIn("roses", Map.of("seed", new TextNode("x"))));
        intake.accept(builtIn("roses", Map.of("seed", new TextNode("x"))));

        // Then
        assertThat(fixture.registry
                        .get(TrainerMeters.EXPERIMENTS)
                        .tag("outcome", "failed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aFailureThatTheBrokerDidNotTakeIsAnnouncedAtTheRedelivery() {
        // Given
        Envelope<ExperimentRequested> invalid = builtIn("roses", Map.of("seed", new TextNode("x")));
        fixture.publisher.available(false);
        assertThatThrownBy(() -> intake.accept(invalid)).isInstanceOf(BrokerUnavailableException.class);
        fixture.publisher.available(true);

        // When
        intake.accept(invalid);

        // Then
        assertThat(fixture.publisher.published(ExperimentFailed.class)).hasSize(1);
        assertThat(fixture.state("roses").pending()).isEmpty();
    }

    @Test
    void aRequestWithoutDataFails() {
        // When
        intake.accept(TrainerFixture.request("roses", Optional.empty(), Optional.empty(), "e"));

        // Then
        assertThat(fixture.state("roses").message())
                .hasValueSatisfying(message -> assertThat(message).contains("neither data nor dataset"));
    }

    @Test
    void anUnknownDatasetFails() {
        // When
        intake.accept(TrainerFixture.request("roses", Optional.empty(), Optional.of("ds-unknown"), "e"));

        // Then
        assertThat(fixture.state("roses").failure()).contains(FailureCategory.DATASET_REJECTED);
    }

    @Test
    void anUnusableIdIsRefused() {
        // When / Then
        assertThatThrownBy(() -> intake.accept(TrainerFixture.request("../etc")))
                .isInstanceOf(RefusedEventException.class)
                .hasMessageContaining("../etc");
    }

    @Test
    void theGroupOfARequestIsKeptInTheState() {
        // When
        intake.accept(builtIn("seeds-s1", Map.of(), Optional.of("seeds")));

        // Then
        assertThat(fixture.state("seeds-s1").group()).contains("seeds");
    }

    @Test
    void anUnusableGroupIsRefused() {
        // When / Then
        assertThatThrownBy(() -> intake.accept(builtIn("seeds-s1", Map.of(), Optional.of("../seeds"))))
                .isInstanceOf(RefusedEventException.class)
                .hasMessageContaining("group")
                .hasMessageContaining("../seeds");
    }

    private static Envelope<ExperimentRequested> builtIn(
            String experiment, Map<String, com.fasterxml.jackson.databind.JsonNode> overrides) {
        return builtIn(experiment, overrides, Optional.empty());
    }

    private static Envelope<ExperimentRequested> builtIn(
            String experiment, Map<String, com.fasterxml.jackson.databind.JsonNode> overrides, Optional<String> group) {
        ExperimentRequested request = new ExperimentRequested(
                Optional.of(experiment),
                Optional.of(new TextNode("demo")),
                overrides,
                Optional.empty(),
                Optional.of(TrainerFixture.DATASET),
                Optional.empty(),
                false,
                group);
        return new Envelope<>("e", "/test", Instant.EPOCH, "", Map.of(), request);
    }
}

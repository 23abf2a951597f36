package io.fixres.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Promises 4 and 5: poison is set aside with its reason, repetition has no effect, and the next request runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRecordsIT {
    private Stack stack;
    private Path data;

    @BeforeAll
    void start(@TempDir Path directory) {
        data = TinyFlowers.write(directory.resolve("data"), 20, 10);
        stack = Stack.start(directory.resolve("home"));
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void aRecordThatIsNoEventIsDeadLetteredAndTheNextRequestRuns() {
        // Given
        stack.send(Topics.EXPERIMENTS, "poison", "this is not an event".getBytes(StandardCharsets.UTF_8));

        // When
        stack.experiments().request("after-poison", TestRecipe.of(1), data);

        // Then
        assertThat(stack.experiments().awaitEnd("after-poison").status()).isEqualTo(ExperimentStatus.COMPLETED);
        stack.awaitDeadLetter(Topics.EXPERIMENTS, "not JSON");
    }

    @Test
    void anUnknownRecipeKeyFailsTheExperimentWithItsPath() {
        // Given
        ObjectNode recipe = Json.mapper().valueToTree(TestRecipe.of(1));
        ((ObjectNode) recipe.at("/phases/0")).put("epohcs", 3);

        // When
        stack.experiments().request("unknown-key", "unknown-key-event", recipe, data);

        // Then
        ExperimentState state = stack.experiments().awaitEnd("unknown-key");
        assertThat(state.failure()).contains(FailureCategory.INVALID_RECIPE);
        assertThat(state.message().orElseThrow()).contains("phases.initial.epohcs", "did you mean 'epochs'?");
    }

    @Test
    void aMissingDataSourceFailsTheExperimentWithItsName(@TempDir Path empty) {
        // Given
        Path missing = empty.resolve("nowhere.tgz");

        // When
        stack.experiments().request("no-data", TestRecipe.of(1), missing);

        // Then
        ExperimentState state = stack.experiments().awaitEnd("no-data");
        assertThat(state.failure()).contains(FailureCategory.DATASET_REJECTED);
        assertThat(state.message().orElseThrow()).contains("nowhere.tgz");
    }

    @Test
    void theSameRequestTwiceRunsOnceAndAnotherRequestWithItsIdIsRefused() {
        // Given
        Recipe recipe = TestRecipe.of(1);
        JsonNode tree = Json.mapper().valueToTree(recipe);

        // When
        stack.experiments().request("twice", "twice-event", tree, data);
        stack.experiments().request("twice", "twice-event", tree, data);
        stack.experiments().request("twice", "other-event", Json.mapper().valueToTree(recipe.withSeed(99)), data);

        // Then
        ExperimentState state = stack.experiments().awaitEnd("twice");
        assertThat(state.status()).isEqualTo(ExperimentStatus.COMPLETED);
        assertThat(state.attempt()).isEqualTo(1);
        stack.awaitDeadLetter(Topics.EXPERIMENTS, "'twice' stands for another request");
    }
}

package io.fixres.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Json;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.InMemoryObjectStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
    @Test
    void storedEvaluationsAreReadInTheOrderOfTraining() {
        // Given
        InMemoryObjectStore store = new InMemoryObjectStore();
        for (var result : List.of(
                Evaluations.of("finetune", 0, 64, "center_crop", 3),
                Evaluations.of("initial", 1, 32, "squash", 2),
                Evaluations.of("initial", 0, 32, "squash", 1))) {
            store.create(
                    ObjectKeys.evaluation(
                            "experiment", result.phase(), result.epoch(), 1, result.resolution(), result.transform()),
                    Json.bytes(result));
        }

        // When
        Results results = Results.of(store, "experiment");

        // Then
        assertThat(results.all()).extracting("correct").containsExactly(1L, 2L, 3L);
    }

    @Test
    void aPhaseThatGivesAnEarlierEpochIsComparedByThat() {
        // Given
        Results results = new Results(
                List.of(Evaluations.of("initial", 0, 32, "squash", 90), Evaluations.of("initial", 1, 32, "squash", 80)),
                Map.of("initial", 0));

        // When, Then
        assertThat(results.last("initial", 32, "squash").orElseThrow().correct())
                .isEqualTo(90);
    }

    @Test
    void onlyTheLastEpochOfAPhaseIsComparedBy() {
        // Given
        Results results = new Results(List.of(
                Evaluations.of("initial", 0, 32, "squash", 90), Evaluations.of("initial", 1, 32, "squash", 80)));

        // When, Then
        assertThat(results.last("initial", 32, "squash").orElseThrow().correct())
                .isEqualTo(80);
        assertThat(results.last("initial", 64, "squash")).isEmpty();
    }
}

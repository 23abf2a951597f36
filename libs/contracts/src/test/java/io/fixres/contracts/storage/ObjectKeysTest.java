package io.fixres.contracts.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObjectKeysTest {
    @Test
    void keysAreThoseOfTheDocumentedLayout() {
        assertThat(Stream.of(
                        ObjectKeys.datasetManifest("ds-1"),
                        ObjectKeys.samples("ds-1"),
                        ObjectKeys.rejected("ds-1"),
                        ObjectKeys.shard("ds-1", 12),
                        ObjectKeys.source("abc"),
                        ObjectKeys.queueEntry(1769860810000L, "flowers"),
                        ObjectKeys.recipe("flowers"),
                        ObjectKeys.state("flowers"),
                        ObjectKeys.cancel("flowers", 2),
                        ObjectKeys.weights(ObjectKeys.checkpoint("flowers", "initial", 3, 1)),
                        ObjectKeys.latest("flowers"),
                        ObjectKeys.best("flowers"),
                        ObjectKeys.resume("flowers", 2, 940),
                        ObjectKeys.evaluation("flowers", "initial", 3, 1, 64, "center_crop"),
                        ObjectKeys.pendingEvaluation("flowers", "initial", 3, 1),
                        ObjectKeys.pendingRetention("flowers", 1)))
                .containsExactly(
                        "datasets/ds-1/manifest.json",
                        "datasets/ds-1/samples.jsonl",
                        "datasets/ds-1/rejected.jsonl",
                        "datasets/ds-1/shard-000012.tar",
                        "sources/abc.json",
                        "queue/1769860810000-flowers",
                        "experiments/flowers/recipe.yaml",
                        "experiments/flowers/state.json",
                        "experiments/flowers/cancel-2.json",
                        "experiments/flowers/checkpoints/initial/0003-1/model.safetensors",
                        "experiments/flowers/checkpoints/latest.json",
                        "experiments/flowers/checkpoints/best.json",
                        "experiments/flowers/resume/2-940/",
                        "experiments/flowers/evaluations/initial-0003-1-64-center_crop.json",
                        "pending/evaluations/flowers/initial-0003-1.json",
                        "pending/retention/flowers/1.json");
    }

    @Test
    void queueEntriesSortByTime() {
        // Given
        List<String> entries = List.of(
                ObjectKeys.queueEntry(999, "z"), ObjectKeys.queueEntry(1000, "a"), ObjectKeys.queueEntry(20_000, "b"));

        // When / Then
        assertThat(entries).isSorted();
    }

    @Test
    void anExperimentsPrefixIsNoOthers() {
        assertThat(ObjectKeys.state("flowers-10")).doesNotStartWith(ObjectKeys.experiment("flowers-1"));
    }

    @Test
    void aStateIsToldFromOtherObjectsOfItsExperiment() {
        assertThat(ObjectKeys.experimentOfState(ObjectKeys.state("flowers"))).contains("flowers");
        assertThat(ObjectKeys.experimentOfState(ObjectKeys.recipe("flowers"))).isEmpty();
        assertThat(ObjectKeys.experimentOfState(ObjectKeys.checkpoints("flowers") + "state.json"))
                .isEmpty();
    }
}

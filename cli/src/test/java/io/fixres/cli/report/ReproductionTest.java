package io.fixres.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fixres.cli.States;
import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.InMemoryObjectStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReproductionTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();

    /** An experiment with one checkpoint and one score of 70 to 90 % around {@code low}. */
    private ExperimentState experiment(String id, String sha256, String processor, double low) {
        String key = ObjectKeys.checkpoint(id, "initial", 0, 1);
        ObjectNode manifest = Json.mapper().createObjectNode();
        manifest.put("experiment", id).put("attempt", 1).put("phase", "initial");
        manifest.put("phase_index", 0)
                .put("epoch", 0)
                .put("step", 1)
                .put("seed", 1)
                .put("resolution", 32);
        manifest.put("train_loss", 0.5).put("train_accuracy", 0.5);
        manifest.putObject("environment")
                .put("engine", "PyTorch 2.7.1, 2 threads")
                .put("processor", processor)
                .put("processors", 2);
        store.create(ObjectKeys.checkpointManifest(key), Json.bytes(manifest));
        ObjectNode score = Json.mapper().valueToTree(Evaluations.of("initial", 0, 32, "squash", 80));
        score.put("low", low).put("high", low + 0.1);
        store.create(
                ObjectKeys.evaluation(id, "initial", 0, 1, 32, "squash"),
                Json.bytes(Json.read(Json.bytes(score), EvaluationResult.class)));
        return States.of(id, ExperimentStatus.COMPLETED)
                .retaining(List.of(new CheckpointRef(key, "initial", 0, 0, 1, 1, sha256)));
    }

    @Test
    void equalWeightsAreAReproduction() {
        Reproduction result =
                Reproduction.of(store, experiment("first", "aa", "EPYC", 0.7), experiment("second", "aa", "Xeon", 0.7));

        assertThat(result.reproduced()).isTrue();
        assertThat(result.lines()).last().isEqualTo("reproduced bit for bit");
    }

    @Test
    void otherWeightsInTheSameEnvironmentAreNone() {
        Reproduction result =
                Reproduction.of(store, experiment("first", "aa", "EPYC", 0.7), experiment("second", "bb", "EPYC", 0.7));

        assertThat(result.reproduced()).isFalse();
        assertThat(result.lines()).last().asString().startsWith("NOT reproduced");
    }

    @Test
    void onAnotherProcessorScoresMustAgree() {
        ExperimentState first = experiment("first", "aa", "EPYC", 0.70);

        assertThat(Reproduction.of(store, first, experiment("near", "bb", "Xeon", 0.75))
                        .reproduced())
                .isTrue();
        assertThat(Reproduction.of(store, first, experiment("far", "cc", "Xeon", 0.85))
                        .reproduced())
                .isFalse();
    }
}

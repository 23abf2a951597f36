package io.fixres.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.format.SafetensorsHeader;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.training.evaluation.CheckpointEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTrainerTest {
    @TempDir
    private Path directory;

    @Test
    void theLossFallsAndTheCheckpointKnowsWhatWasLearnt() {
        // Given
        Path weights = directory.resolve("model.safetensors");
        try (NetworkTrainer trainer =
                NetworkTrainer.create(SmallRuns.network("preact_resnet18"), 3, 1, SmallRuns.CPU)) {
            trainer.beginPhase(SmallRuns.phase(0), 0, 20);

            // When
            for (int i = 0; i < 60; i++) {
                trainer.step(SmallRuns.batch(i, 8, 32));
            }
            trainer.saveWeights(weights, Map.of());
        }

        // Then
        try (CheckpointEvaluator evaluator = CheckpointEvaluator.load(weights, SmallRuns.CPU)) {
            ImageBatch batch = SmallRuns.batch(1000, 64, 32);
            int[] predicted = evaluator.score(batch).predicted();
            assertThat(predicted).isEqualTo(batch.labels());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "preact_resnet18, fp32, 3",
        "preact_resnet18, bf16, 4",
        "keras_resnet50v2, fp32, 1",
        "keras_resnet50v2, bf16, 5"
    })
    void aResumedRunEndsWithTheSameBits(String network, String precision, int stop) throws IOException {
        // Given
        var spec = SmallRuns.recipe(network, Map.of("network.precision", RecipeReader.value(precision)))
                .network();
        Path straight = directory.resolve("straight");
        Path resume = directory.resolve("resume");
        Path resumed = directory.resolve("resumed");
        EpochMetrics expected;
        try (NetworkTrainer trainer = NetworkTrainer.create(spec, 3, 1, SmallRuns.CPU)) {
            trainer.beginPhase(SmallRuns.phase(0), 0, 8);
            for (int i = 0; i < 6; i++) {
                trainer.step(SmallRuns.batch(i, 8, 32));
                if (i + 1 == stop) {
                    trainer.saveResume(resume);
                }
            }
            trainer.saveResume(straight);
            expected = trainer.epochMetrics();
        }

        // When
        EpochMetrics actual;
        try (NetworkTrainer trainer = NetworkTrainer.create(spec, 3, 77, SmallRuns.CPU)) {
            trainer.beginPhase(SmallRuns.phase(0), 0, 8);
            trainer.restoreResume(resume);
            for (int i = stop; i < 6; i++) {
                trainer.step(SmallRuns.batch(i, 8, 32));
            }
            trainer.saveResume(resumed);
            actual = trainer.epochMetrics();
        }

        // Then
        assertThat(Files.mismatch(straight, resumed)).isEqualTo(-1);
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void fineTuningLeavesEveryOtherVariableAsItWas() throws IOException {
        // Given
        Path before = directory.resolve("before");
        Path after = directory.resolve("after");
        try (NetworkTrainer trainer =
                NetworkTrainer.create(SmallRuns.network("keras_resnet50v2"), 3, 1, SmallRuns.CPU)) {
            trainer.beginPhase(SmallRuns.phase(1), 1, 5);
            trainer.saveWeights(before, Map.of());

            // When
            for (int i = 0; i < 5; i++) {
                trainer.step(SmallRuns.batch(i, 8, 48));
            }
            trainer.saveWeights(after, Map.of());
        }

        // Then
        byte[] first = Files.readAllBytes(before);
        byte[] second = Files.readAllBytes(after);
        SafetensorsHeader header = SafetensorsHeader.decode(first, first.length);
        header.tensors().forEach((name, tensor) -> {
            int from = (int) (header.dataStart() + tensor.begin());
            int to = (int) (header.dataStart() + tensor.end());
            boolean same = Arrays.equals(first, from, to, second, from, to);
            assertThat(same).as(name).isEqualTo(!name.startsWith("post_bn/") && !name.startsWith("head/"));
        });
    }

    @Test
    void aLossThatIsNoNumberEndsTheRunWithItsStep() {
        // Given
        var recipe = SmallRuns.recipe(
                "preact_resnet18", Map.of("phases.initial.optimizer.learning_rate", RecipeReader.value("1e30")));
        try (NetworkTrainer trainer = NetworkTrainer.create(recipe.network(), 3, 1, SmallRuns.CPU)) {
            trainer.beginPhase(recipe.phases().get(0), 0, 50);

            // When / Then
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 50; i++) {
                            trainer.step(SmallRuns.batch(i, 8, 32));
                        }
                    })
                    .isInstanceOf(NumericFailureException.class)
                    .hasMessageContaining("step")
                    .hasMessageContaining("learning rate");
        }
    }
}

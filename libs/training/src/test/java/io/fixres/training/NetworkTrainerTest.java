package io.fixres.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.format.SafetensorsHeader;
import io.fixres.contracts.recipe.NetworkSpec;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.training.evaluation.CheckpointEvaluator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** On processors with AVX-512 a fault of oneDNN would end this process, see NetworkScript. */
    @ParameterizedTest
    @ValueSource(strings = {"preact_resnet18", "resnet18", "d2l_resnet18", "resnet50"})
    void batchesOfAnOddNumberTrainANarrowNetwork(String network) {
        // Given
        var recipe = SmallRuns.recipe(network, Map.of());
        ImageBatch batch = SmallRuns.batch(1, 5, 32);

        // When
        EpochMetrics metrics;
        try (NetworkTrainer trainer = NetworkTrainer.create(recipe.network(), 3, 1, SmallRuns.CPU)) {
            trainer.beginPhase(recipe.phases().get(0), 0, 100);
            for (int i = 0; i < 30; i++) {
                trainer.step(batch);
            }
            metrics = trainer.epochMetrics();
        }

        // Then: it has learned the five by heart
        assertThat(metrics.accuracy()).isGreaterThan(0.7);
    }

    @ParameterizedTest
    @CsvSource({
        "preact_resnet18, fp32, 3, all",
        "preact_resnet18, bf16, 4, all",
        "keras_resnet50v2, fp32, 1, all",
        "keras_resnet50v2, bf16, 5, all",
        "resnet18, fp32, 2, all",
        "resnet50, bf16, 3, post_bn+head",
        "d2l_resnet18, fp32, 3, post_bn+head"
    })
    void aResumedRunEndsWithTheSameBits(String network, String precision, int stop, String trainable)
            throws IOException {
        // Given
        var recipe = SmallRuns.recipe(
                network,
                Map.of(
                        "network.precision", RecipeReader.value(precision),
                        "phases.initial.trainable", RecipeReader.value(trainable),
                        "phases.initial.weight_average", RecipeReader.value("0.9")));
        var spec = recipe.network();
        var phase = recipe.phases().get(0);
        Path straight = directory.resolve("straight");
        Path resume = directory.resolve("resume");
        Path resumed = directory.resolve("resumed");
        EpochMetrics expected;
        try (NetworkTrainer trainer = NetworkTrainer.create(spec, 3, 1, SmallRuns.CPU)) {
            trainer.beginPhase(phase, 0, 8);
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
            trainer.beginPhase(phase, 0, 8);
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
                    .hasMessageContaining("learning rate")
                    .hasMessageContaining("the largest gradient was that of '");
        }
    }

    @Test
    void aBatchOfAnotherResolutionOrWithALabelTooHighIsRefused() {
        // Given
        try (NetworkTrainer trainer =
                NetworkTrainer.create(SmallRuns.network("preact_resnet18"), 2, 1, SmallRuns.CPU)) {
            trainer.beginPhase(SmallRuns.phase(0), 0, 8);

            // When / Then
            assertThatThrownBy(() -> trainer.step(SmallRuns.batch(0, 8, 48)))
                    .hasMessageContaining("a batch of 48 x 48 pixels came to a phase at resolution 32");
            assertThatThrownBy(() -> trainer.step(SmallRuns.batch(0, 8, 32)))
                    .hasMessageContaining("the label 2 but the network has 2 classes, 0 to 1");
        }
    }

    @Test
    void theSumOfLossesHasTheGradientOfTheMeanTimesTheBatch() throws IOException {
        // Given
        var mean = SmallRuns.recipe("preact_resnet18", plainSgd("0.001", "mean"));
        var sum = SmallRuns.recipe("preact_resnet18", plainSgd("0.000125", "sum"));

        // When: a batch of 8, an eighth of the rate
        Path first = oneStep(mean, "mean");
        Path second = oneStep(sum, "sum");

        // Then
        float[] expected = Digest.values(first, "head/kernel");
        float[] actual = Digest.values(second, "head/kernel");
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], org.assertj.core.api.Assertions.within(1e-6f));
        }
    }

    private static Map<String, com.fasterxml.jackson.databind.JsonNode> plainSgd(String rate, String reduction) {
        return Map.of(
                "phases.initial.optimizer", RecipeReader.value("{name: sgd, learning_rate: " + rate + "}"),
                "phases.initial.schedule", RecipeReader.value("{name: constant}"),
                "phases.initial.loss_reduction", RecipeReader.value(reduction));
    }

    private Path oneStep(io.fixres.contracts.recipe.Recipe recipe, String name) {
        Path file = directory.resolve(name);
        try (NetworkTrainer trainer = NetworkTrainer.create(recipe.network(), 3, 1, SmallRuns.CPU)) {
            trainer.beginPhase(recipe.phases().get(0), 0, 8);
            trainer.step(SmallRuns.batch(0, 8, 32));
            assertThat(trainer.epochMetrics().loss()).isBetween(0.5, 3.0);
            trainer.saveWeights(file, Map.of());
        }
        return file;
    }

    @Test
    void checkpointsHoldTheAverageAndTheNextPhaseStartsFromIt() throws IOException {
        // Given
        var recipe =
                SmallRuns.recipe("preact_resnet18", Map.of("phases.initial.weight_average", RecipeReader.value("0.5")));
        Path averaged = directory.resolve("averaged");
        Path next = directory.resolve("next");
        try (NetworkTrainer trainer = NetworkTrainer.create(recipe.network(), 3, 1, SmallRuns.CPU)) {
            trainer.beginPhase(recipe.phases().get(0), 0, 8);
            for (int i = 0; i < 4; i++) {
                trainer.step(SmallRuns.batch(i, 8, 32));
            }
            trainer.saveWeights(averaged, Map.of());

            // When
            trainer.beginPhase(recipe.phases().get(1), 1, 8);
            trainer.saveWeights(next, Map.of());
        }

        // Then
        assertThat(Files.mismatch(averaged, next)).isEqualTo(-1);
    }

    @Test
    void aNamedScalingReplacesTheNetworksOwn() {
        // White is 1 with keras and unit, black is -1 and 0; imagenet's white is beyond 2
        float[] keras = logits("keras", 255);
        assertThat(logits("unit", 255)).isEqualTo(keras);
        assertThat(logits("unit", 0)).isNotEqualTo(logits("keras", 0));
        assertThat(logits("imagenet", 255)).isNotEqualTo(keras);
    }

    private float[] logits(String scaling, int value) {
        NetworkSpec spec = SmallRuns.recipe(
                        "preact_resnet18", Map.of("network.input_scaling", RecipeReader.value(scaling)))
                .network();
        Path file = directory.resolve(scaling);
        try (NetworkTrainer trainer = NetworkTrainer.create(spec, 3, 1, SmallRuns.CPU)) {
            trainer.saveWeights(file, Map.of());
        }
        ByteBuffer pixels = ByteBuffer.allocateDirect(32 * 32 * 3);
        while (pixels.hasRemaining()) {
            pixels.put((byte) value);
        }
        try (CheckpointEvaluator evaluator = CheckpointEvaluator.load(file, SmallRuns.CPU)) {
            return evaluator.logits(new ImageBatch(pixels.rewind(), new int[1], 1, 32, 32));
        }
    }
}

package io.fixres.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.training.checkpoint.NetworkState;
import io.fixres.training.network.Variable;
import io.fixres.training.torch.TorchDevice;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several replicas on the CPU stand for several GPUs: the same code, other devices. */
class SeveralDevicesTest {
    private static final TorchDevice CPU = TorchDevice.of(SmallRuns.CPU);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "2, 5, mean, all",
        "2, 5, sum, all",
        "3, 8, mean, all",
        "3, 2, mean, all",
        "2, 5, mean, head",
    })
    void replicasOfUnevenPartsTrainAsOneOfTheWhole(int replicas, int samples, String reduction, String trainable) {
        // Given
        Recipe recipe = recipe(Map.of(
                "phases.initial.loss_reduction", RecipeReader.value(reduction),
                "phases.initial.trainable", RecipeReader.value(trainable),
                "phases.initial.batch_norm", RecipeReader.value("frozen"),
                "phases.initial.optimizer", RecipeReader.value("{name: sgd, learning_rate: 0.001, momentum: 0.9}")));

        // When
        Outcome one = train(recipe, 1, 3, samples);
        Outcome several = train(recipe, replicas, 3, samples);

        // Then
        assertThat(several.metrics().loss()).isCloseTo(one.metrics().loss(), Offset.offset(1e-5));
        assertThat(several.metrics().accuracy()).isEqualTo(one.metrics().accuracy());
        one.values()
                .forEach((name, values) ->
                        assertThat(several.values().get(name)).as(name).containsExactly(values, Offset.offset(2e-5f)));
    }

    /** A batch is mixed before it is cut, so that parts are mixed with one another. */
    @ParameterizedTest
    @ValueSource(strings = {"mixup", "cutmix"})
    void replicasOfAMixedBatchTrainAsOneOfTheWhole(String mixing) {
        // Given
        Recipe recipe = recipe(Map.of(
                "phases.initial." + mixing,
                RecipeReader.value("0.8"),
                "phases.initial.batch_norm",
                RecipeReader.value("frozen"),
                "phases.initial.optimizer",
                RecipeReader.value("{name: sgd, learning_rate: 0.01}")));

        // When
        Outcome one = train(recipe, 1, 3, 5);
        Outcome several = train(recipe, 2, 3, 5);

        // Then
        assertThat(several.metrics().loss()).isCloseTo(one.metrics().loss(), Offset.offset(1e-5));
        one.values()
                .forEach((name, values) ->
                        assertThat(several.values().get(name)).as(name).containsExactly(values, Offset.offset(2e-5f)));
    }

    /** Frozen tensors may hold the same values as trained ones, as the scales of fresh batch norms do. */
    @ParameterizedTest
    @ValueSource(strings = {"all", "post_bn+head", "head"})
    void replicasOfEqualPartsTrainAsOneOfAPart(String trainable) {
        // Given
        Recipe recipe = recipe(Map.of(
                "phases.initial.trainable",
                RecipeReader.value(trainable),
                "phases.initial.batch_norm",
                RecipeReader.value("train"),
                "phases.initial.optimizer",
                RecipeReader.value("{name: sgd, learning_rate: 0.01, momentum: 0.9}")));
        ImageBatch part = firstOf(SmallRuns.batch(0, 8, 32), 4);

        // When
        Map<String, float[]> one = train(recipe, 1, part);
        Map<String, float[]> several = train(recipe, 2, twice(part));

        // Then
        one.forEach(
                (name, values) -> assertThat(several.get(name)).as(name).containsExactly(values, Offset.offset(2e-5f)));
    }

    @Test
    void theStatisticsOfTheFirstReplicaAreSaved() {
        // Given
        Recipe recipe = recipe(Map.of());

        // When
        Outcome firstPart = train(recipe, 1, 1, 3);
        Outcome several = train(recipe, 2, 1, 5);

        // Then
        firstPart.values().forEach((name, values) -> {
            if (name.contains("moving")) {
                assertThat(several.values().get(name)).as(name).containsExactly(values);
            }
        });
        assertThat(firstPart.values().keySet()).anyMatch(name -> name.contains("moving"));
    }

    @Test
    void aRunOfSeveralReplicasGoesOnBitForBit() {
        // Given
        Recipe recipe = recipe(Map.of());
        Path resume = directory.resolve("resume");
        Map<String, float[]> straight;
        try (NetworkTrainer trainer = trainer(recipe, 2)) {
            steps(trainer, 0, 2, 5);
            trainer.saveResume(resume);
            steps(trainer, 2, 4, 5);
            straight = values(trainer);
        }

        // When
        Map<String, float[]> resumed;
        try (NetworkTrainer trainer = trainer(recipe, 2)) {
            trainer.restoreResume(resume);
            steps(trainer, 2, 4, 5);
            resumed = values(trainer);
        }

        // Then
        straight.forEach(
                (name, values) -> assertThat(resumed.get(name)).as(name).containsExactly(values));
    }

    private record Outcome(EpochMetrics metrics, Map<String, float[]> values) {}

    private Outcome train(Recipe recipe, int replicas, int steps, int samples) {
        try (NetworkTrainer trainer = trainer(recipe, replicas)) {
            steps(trainer, 0, steps, samples);
            return new Outcome(trainer.epochMetrics(), values(trainer));
        }
    }

    private Map<String, float[]> train(Recipe recipe, int replicas, ImageBatch batch) {
        try (NetworkTrainer trainer = trainer(recipe, replicas)) {
            for (int step = 0; step < 3; step++) {
                trainer.step(batch);
            }
            return values(trainer);
        }
    }

    private static NetworkTrainer trainer(Recipe recipe, int replicas) {
        NetworkTrainer trainer =
                NetworkTrainer.create(recipe.network(), 3, recipe.seed(), Collections.nCopies(replicas, CPU));
        trainer.beginPhase(recipe.phases().get(0), 0, 8);
        return trainer;
    }

    private static void steps(NetworkTrainer trainer, int from, int to, int samples) {
        for (int step = from; step < to; step++) {
            trainer.step(firstOf(SmallRuns.batch(step, 8, 32), samples));
        }
    }

    private static ImageBatch firstOf(ImageBatch batch, int samples) {
        ByteBuffer pixels = batch.pixels().duplicate();
        pixels.limit(samples * batch.height() * batch.width() * 3);
        return new ImageBatch(
                pixels.slice(), Arrays.copyOf(batch.labels(), samples), samples, batch.height(), batch.width());
    }

    private static ImageBatch twice(ImageBatch batch) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(2 * batch.pixels().remaining());
        pixels.put(batch.pixels().duplicate()).put(batch.pixels().duplicate()).flip();
        int[] labels = Arrays.copyOf(batch.labels(), 2 * batch.n());
        System.arraycopy(batch.labels(), 0, labels, batch.n(), batch.n());
        return new ImageBatch(pixels, labels, 2 * batch.n(), batch.height(), batch.width());
    }

    private Map<String, float[]> values(NetworkTrainer trainer) {
        Path file = directory.resolve("values");
        trainer.saveWeights(file, Map.of());
        Map<String, float[]> values = new LinkedHashMap<>();
        try (NetworkState state = NetworkState.load(file, CPU)) {
            for (Variable variable : state.network().variables()) {
                try (NDArray tensor = state.tensor(variable)) {
                    values.put(variable.name(), tensor.toFloatArray());
                }
            }
        }
        return values;
    }

    private static Recipe recipe(Map<String, JsonNode> overrides) {
        return SmallRuns.recipe("preact_resnet18", overrides);
    }
}

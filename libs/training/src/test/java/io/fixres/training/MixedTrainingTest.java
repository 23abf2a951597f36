package io.fixres.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.training.mixing.BatchMix;
import io.fixres.training.mixing.Mixing;
import io.fixres.training.torch.TorchDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training on mixed batches. */
class MixedTrainingTest {
    private static final long SEED = 3;
    private static final int STEPS = 4;

    @TempDir
    private Path directory;

    private static Recipe recipe(Map<String, JsonNode> overrides) {
        return SmallRuns.recipe("preact_resnet18", overrides);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void theLossOfAMixedBatchIsItsLossForEitherClassByTheirShares(double smoothing) {
        // Given: a cut leaves whole numbers, so the mixed batch can be trained on as an ordinary one
        JsonNode smoothed = RecipeReader.value(Double.toString(smoothing));
        Recipe mixed = recipe(
                Map.of("phases.initial.cutmix", RecipeReader.value("1.0"), "phases.initial.label_smoothing", smoothed));
        Recipe plain = recipe(Map.of("phases.initial.label_smoothing", smoothed));
        ImageBatch batch = SmallRuns.batch(2, 8, 32);
        BatchMix mix =
                Mixing.of(mixed.phases().get(0), SEED, 0, STEPS).orElseThrow().draw(0, batch);
        assertThat(mix.own()).isStrictlyBetween(0.05, 0.95);
        ImageBatch cut = cut(batch, mix);
        int[] others = new int[8];
        for (int i = 0; i < 8; i++) {
            others[i] = batch.labels()[(i - mix.distance() + 8) % 8];
        }

        // When
        double loss = lossOfOneStep(mixed, batch);
        double ownLoss = lossOfOneStep(plain, new ImageBatch(cut.pixels(), batch.labels(), 8, 32, 32));
        double otherLoss = lossOfOneStep(plain, new ImageBatch(cut.pixels(), others, 8, 32, 32));

        // Then
        assertThat(loss).isCloseTo(mix.own() * ownLoss + (1 - mix.own()) * otherLoss, Offset.offset(1e-5));
        assertThat(ownLoss).isNotCloseTo(otherLoss, Offset.offset(1e-3));
    }

    private static double lossOfOneStep(Recipe recipe, ImageBatch batch) {
        try (NetworkTrainer trainer = NetworkTrainer.create(recipe.network(), 3, SEED, SmallRuns.CPU)) {
            trainer.beginPhase(recipe.phases().get(0), 0, STEPS);
            trainer.step(batch);
            return trainer.epochMetrics().loss();
        }
    }

    private static ImageBatch cut(ImageBatch batch, BatchMix mix) {
        try (NDManager manager = TorchDevice.of(SmallRuns.CPU).newManager()) {
            NDArray images = manager.create(batch.pixels(), new Shape(8, 32, 32, 3), DataType.UINT8);
            byte[] pixels =
                    mix.apply(images, batch.labels(), 3, manager).images().toByteArray();
            ByteBuffer direct = ByteBuffer.allocateDirect(pixels.length).put(pixels);
            return new ImageBatch(direct.rewind(), batch.labels(), 8, 32, 32);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixup", "cutmix"})
    void aResumedPhaseMixesAsIfItHadNotStopped(String mixing) throws IOException {
        // Given
        Recipe recipe = recipe(Map.of("phases.initial." + mixing, RecipeReader.value("0.4")));
        Path straight = directory.resolve("straight");
        Path resume = directory.resolve("resume");
        Path weights = directory.resolve("weights");
        Path resumed = directory.resolve("resumed");
        try (NetworkTrainer trainer = NetworkTrainer.create(recipe.network(), 3, SEED, SmallRuns.CPU)) {
            trainer.beginPhase(recipe.phases().get(0), 0, STEPS);
            steps(trainer, 0, 3);
            trainer.saveResume(resume);
            steps(trainer, 3, 7);
            trainer.saveWeights(straight, Map.of());
        }

        // When
        try (NetworkTrainer trainer = NetworkTrainer.create(recipe.network(), 3, SEED, SmallRuns.CPU)) {
            trainer.saveWeights(weights, Map.of());
            trainer.beginPhase(recipe.phases().get(0), 0, STEPS);
            trainer.restoreResume(resume);
            steps(trainer, 3, 7);
            trainer.saveWeights(resumed, Map.of());
        }

        // Then
        assertThat(Files.mismatch(straight, resumed)).isEqualTo(-1);
        assertThat(Files.mismatch(straight, weights)).isNotEqualTo(-1);
    }

    private static void steps(NetworkTrainer trainer, int from, int to) {
        for (int i = from; i < to; i++) {
            trainer.step(SmallRuns.batch(i, 8, 32));
        }
    }

    @Test
    void aNetworkLearnsFromMixedBatches() {
        Recipe recipe = recipe(Map.of(
                "phases.initial.mixup", RecipeReader.value("0.2"), "phases.initial.cutmix", RecipeReader.value("1.0")));
        try (NetworkTrainer trainer = NetworkTrainer.create(recipe.network(), 3, SEED, SmallRuns.CPU)) {
            trainer.beginPhase(recipe.phases().get(0), 0, 8);
            steps(trainer, 0, 8);
            double first = trainer.epochMetrics().loss();
            trainer.beginEpoch();
            steps(trainer, 8, 24);
            assertThat(trainer.epochMetrics().loss()).isLessThan(first);
        }
    }
}

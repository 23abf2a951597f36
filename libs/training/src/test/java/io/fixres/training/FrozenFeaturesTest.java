package io.fixres.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.training.features.FeatureBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Features of the frozen part: storing them, in whole, in part or not at all, changes no bit. */
class FrozenFeaturesTest {
    private static final int IMAGES = 31;
    private static final int BATCH = 12;
    private static final int SIZE = 48;
    private static final int EPOCHS = 3;

    @TempDir
    private Path directory;

    private static Recipe recipe(String network, String precision, String trainable, String batchNorm) {
        return SmallRuns.recipe(
                network,
                Map.of(
                        "network.precision", RecipeReader.value(precision),
                        "phases.finetune.trainable", RecipeReader.value(trainable),
                        "phases.finetune.batch_norm", RecipeReader.value(batchNorm),
                        "phases.finetune.batch_size", RecipeReader.value(String.valueOf(BATCH))));
    }

    /** The image with a key: a pure function of it. */
    private static byte[] image(long key) {
        byte[] pixels = new byte[SIZE * SIZE * 3];
        new Random(key).nextBytes(pixels);
        return pixels;
    }

    /** Trains, each epoch in another order; images whose features are held come as noise. Gives the resume state. */
    private Path train(Recipe recipe, String name, Optional<FeatureBudget> budget, int resumeAfter) throws IOException {
        Path file = directory.resolve(name);
        NetworkTrainer trainer = NetworkTrainer.create(recipe.network(), 3, 1, SmallRuns.CPU);
        try {
            budget.ifPresent(trainer::storeFeatures);
            trainer.beginPhase(recipe.phases().get(1), 1, 3);
            int step = 0;
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                for (int from = 0; from < IMAGES; from += BATCH) {
                    if (step == resumeAfter) {
                        Path resume = directory.resolve("killed");
                        trainer.saveResume(resume);
                        trainer.close();
                        trainer = NetworkTrainer.create(recipe.network(), 3, 1, SmallRuns.CPU);
                        budget.ifPresent(trainer::storeFeatures);
                        trainer.beginPhase(recipe.phases().get(1), 1, 3);
                        trainer.restoreResume(resume);
                    }
                    step(trainer, epoch, from);
                    step++;
                }
            }
            trainer.saveResume(file);
        } finally {
            trainer.close();
        }
        return file;
    }

    private static void step(NetworkTrainer trainer, int epoch, int from) {
        int n = Math.min(BATCH, IMAGES - from);
        long[] keys = LongStream.range(from, from + n)
                .map(i -> (i * 5 + 7L * epoch) % IMAGES)
                .toArray();
        ByteBuffer pixels = ByteBuffer.allocateDirect(BATCH * SIZE * SIZE * 3);
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = (int) (keys[i] % 3);
            pixels.put(trainer.holdsFeatures(keys[i]) ? image(-1) : image(keys[i]));
        }
        trainer.step(new ImageBatch(pixels.rewind(), labels, n, SIZE, SIZE), keys);
    }

    @ParameterizedTest
    @CsvSource({
        "keras_resnet50v2, fp32, post_bn+head, train",
        "keras_resnet50v2, bf16, post_bn+head, train",
        "keras_resnet50v2, fp32, head, statistics",
        "keras_resnet50v2, fp32, head, frozen",
        "preact_resnet18, fp32, post_bn+head, train",
        "preact_resnet18, bf16, head, frozen",
        "resnet18, fp32, post_bn+head, train",
        "resnet50, bf16, post_bn+head, train",
        "d2l_resnet18, fp32, post_bn+head, train",
        "d2l_resnet18, fp32, head, frozen"
    })
    void weightsAreBitEqualWithAndWithoutStoredFeatures(
            String network, String precision, String trainable, String batchNorm) throws IOException {
        // Given
        Recipe recipe = recipe(network, precision, trainable, batchNorm);
        Path without = train(recipe, "without", Optional.empty(), -1);

        // When
        Path whole = train(recipe, "whole", Optional.of(new FeatureBudget(directory, 1L << 30)), -1);
        Path part = train(recipe, "part", Optional.of(new FeatureBudget(directory, 100_000)), -1);
        Path killed = train(recipe, "resumed", Optional.of(new FeatureBudget(directory, 1L << 30)), 5);

        // Then
        assertThat(Files.mismatch(without, whole)).isEqualTo(-1);
        assertThat(Files.mismatch(without, part)).isEqualTo(-1);
        assertThat(Files.mismatch(without, killed)).isEqualTo(-1);
    }

    @Test
    void featuresOfAnImageAreHeldOnceItWasTrainedOnAndTheFileGoesWithThePhase() throws IOException {
        // Given
        Recipe recipe = recipe("preact_resnet18", "fp32", "post_bn+head", "train");
        Path cache = directory.resolve("cache");
        try (NetworkTrainer trainer = NetworkTrainer.create(recipe.network(), 3, 1, SmallRuns.CPU)) {
            trainer.storeFeatures(new FeatureBudget(cache, 1L << 30));
            trainer.beginPhase(recipe.phases().get(0), 0, 3);
            assertThat(trainer.holdsFeatures(0)).isFalse();

            // When
            trainer.beginPhase(recipe.phases().get(1), 1, 3);
            step(trainer, 0, 0);

            // Then
            assertThat(trainer.holdsFeatures(5)).isTrue();
            assertThat(trainer.holdsFeatures(6)).isFalse();
            assertThat(cache).isNotEmptyDirectory();
        }
        assertThat(cache).isEmptyDirectory();
    }
}

package io.fixres.benchmarks;

import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.training.DeviceChoice;
import io.fixres.training.DeviceSettings;
import io.fixres.training.ImageBatch;
import io.fixres.training.NetworkTrainer;
import io.fixres.training.features.FeatureBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Ten epochs of tuning post_bn and the head at 224 px with a flip as the only chance, filling the store included, beside
 * as many steps of PyTorch, which computes everything in each of them.
 */
final class FinetunePhase {
    static final String NAME = "phase";
    private static final int EPOCHS = 10;
    private static final int BATCHES = 3;
    private static final long BUDGET = 2L << 30;

    private FinetunePhase() {}

    static PairedTimes measure(Peer peer, int rounds, int threads) {
        PairedTimes times = new PairedTimes();
        Recipe recipe = TrainingBenchmark.recipe("finetune");
        peer.ask("finetune 1");
        try {
            Path directory = Files.createTempDirectory("fixres-benchmark");
            for (int round = 0; round < rounds; round++) {
                double ours = seconds(recipe, threads, directory);
                double theirs = TrainingBenchmark.seconds(peer.ask("finetune " + EPOCHS * BATCHES)).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
                times.round(List.of(ours), List.of(theirs));
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use a temporary directory", e);
        }
        return times;
    }

    private static double seconds(Recipe recipe, int threads, Path directory) {
        PhaseSpec phase = recipe.phases().get(0);
        int images = BATCHES * TrainingBenchmark.BATCH;
        Random random = new Random(1);
        try (NetworkTrainer trainer = NetworkTrainer.create(
                recipe.network(), TrainingBenchmark.CLASSES, 1, new DeviceSettings(DeviceChoice.CPU, threads))) {
            long start = System.nanoTime();
            trainer.storeFeatures(new FeatureBudget(directory, BUDGET));
            trainer.beginPhase(phase, 0, BATCHES);
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                for (int from = 0; from < images; from += TrainingBenchmark.BATCH) {
                    step(trainer, from, phase.resolution(), random);
                }
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static void step(NetworkTrainer trainer, int from, int size, Random random) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(TrainingBenchmark.BATCH * size * size * 3);
        int[] labels = new int[TrainingBenchmark.BATCH];
        long[] keys = new long[TrainingBenchmark.BATCH];
        byte[] image = new byte[size * size * 3];
        for (int i = 0; i < TrainingBenchmark.BATCH; i++) {
            labels[i] = i % TrainingBenchmark.CLASSES;
            keys[i] = 2L * (from + i) + (random.nextBoolean() ? 1 : 0);
            new Random(keys[i]).nextBytes(image);
            pixels.put(image);
        }
        trainer.step(new ImageBatch(pixels.rewind(), labels, TrainingBenchmark.BATCH, size, size), keys);
    }
}

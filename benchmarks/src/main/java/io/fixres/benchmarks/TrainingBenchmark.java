package io.fixres.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.training.DeviceChoice;
import io.fixres.training.DeviceSettings;
import io.fixres.training.ImageBatch;
import io.fixres.training.NetworkTrainer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Training steps of Keras' ResNet50V2 with batches of 32 beside PyTorch's: the same layers, threads, batch and optimizer,
 * in turns of a few steps.
 */
public final class TrainingBenchmark {
    static final int BATCH = 32;
    static final int CLASSES = 5;
    private static final int STEPS_OF_A_ROUND = 3;

    private TrainingBenchmark() {}

    /**
     * Measures.
     *
     * @param arguments the project's folder, a Python with the peer's requirements, rounds, threads, cases
     */
    public static void main(String[] arguments) {
        Path script = Path.of(arguments[0], "benchmarks", "peers", "pytorch", "train_steps.py");
        int rounds = Integer.parseInt(arguments[2]);
        int threads = Integer.parseInt(arguments[3]);
        try (Peer peer = Peer.start(arguments[1], script, Map.of("THREADS", String.valueOf(threads)))) {
            System.out.println("ResNet50V2, batch 32, " + threads + " threads, beside PyTorch "
                    + peer.greeting().path("torch").asText());
            System.out.println(PairedTimes.header("PyTorch"));
            for (String name : arguments[4].split(",")) {
                PairedTimes times = name.equals(FinetunePhase.NAME)
                        ? FinetunePhase.measure(peer, Math.max(1, rounds / 4), threads)
                        : measure(name, peer, rounds, threads);
                System.out.println(times.row(name));
            }
        }
    }

    private static PairedTimes measure(String name, Peer peer, int rounds, int threads) {
        PairedTimes times = new PairedTimes();
        Recipe recipe = recipe(name);
        PhaseSpec phase = recipe.phases().get(0);
        ImageBatch batch = batch(phase.resolution());
        try (NetworkTrainer trainer =
                NetworkTrainer.create(recipe.network(), CLASSES, 1, new DeviceSettings(DeviceChoice.CPU, threads))) {
            trainer.beginPhase(phase, 0, 1000);
            steps(trainer, batch);
            peer.ask(name + " " + STEPS_OF_A_ROUND);
            for (int round = 0; round < rounds; round++) {
                List<Double> ours = steps(trainer, batch);
                times.round(ours, seconds(peer.ask(name + " " + STEPS_OF_A_ROUND)));
            }
        }
        return times;
    }

    private static List<Double> steps(NetworkTrainer trainer, ImageBatch batch) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < STEPS_OF_A_ROUND; i++) {
            long start = System.nanoTime();
            trainer.step(batch);
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        return seconds;
    }

    static List<Double> seconds(JsonNode answer) {
        List<Double> seconds = new ArrayList<>();
        answer.forEach(value -> seconds.add(value.asDouble()));
        return seconds;
    }

    static Recipe recipe(String name) {
        return recipe(name, "folders", "squash", 1);
    }

    static Recipe recipe(String name, String split, String transform, int epochs) {
        boolean finetune = name.equals("finetune");
        return RecipeReader.read(
                """
                name: benchmark
                seed: 1
                data: {split: "%s"}
                network: {name: keras_resnet50v2, precision: %s}
                phases:
                  - name: measured
                    epochs: %d
                    resolution: %d
                    batch_size: %d
                    transform: %s
                    trainable: %s
                    optimizer: {name: adam, learning_rate: 0.0001}
                """.formatted(
                                split,
                                name.equals("bf16") ? "bf16" : "fp32",
                                epochs,
                                finetune ? 224 : 128,
                                BATCH,
                                transform,
                                finetune ? "post_bn+head" : "all"),
                Map.of());
    }

    private static ImageBatch batch(int size) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(BATCH * size * size * 3);
        byte[] random = new byte[pixels.capacity()];
        new Random(1).nextBytes(random);
        pixels.put(random).rewind();
        int[] labels = new int[BATCH];
        for (int i = 0; i < BATCH; i++) {
            labels[i] = i % CLASSES;
        }
        return new ImageBatch(pixels, labels, BATCH, size, size);
    }
}

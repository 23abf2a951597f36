package io.fixres.benchmarks;

import io.fixres.contracts.recipe.Recipe;
import io.fixres.trainer.assembly.Batch;
import io.fixres.training.DeviceChoice;
import io.fixres.training.DeviceSettings;
import io.fixres.training.ImageBatch;
import io.fixres.training.NetworkTrainer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A real training on the processors that its feed uses, too: fed through Kafka, and from memory, in turns. */
final class FeedShare {
    private static final int KEPT = 8;
    private static final int STEPS = 6;

    private final LocalStack stack;
    private final String dataset;

    FeedShare(LocalStack stack, String dataset) {
        this.stack = stack;
        this.dataset = dataset;
    }

    /** One batch to train on and its labels. */
    private record Fed(ByteBuffer pixels, int[] labels, int n) {
        ImageBatch images(int size) {
            return new ImageBatch(pixels.duplicate(), labels, n, size, size);
        }
    }

    void measure(int rounds, int threads, Map<String, String> cacheOfAugmenter) {
        Recipe recipe = TrainingBenchmark.recipe("fp32", "folders", "keras_fixres_train", 100_000);
        int size = recipe.phases().get(0).resolution();
        PairedRates rates = new PairedRates();
        List<Double> waits = new ArrayList<>();
        try (ServiceProcess augmenter = stack.service("augment-service", "512m", cacheOfAugmenter);
                KafkaFeed feed = new KafkaFeed(stack, dataset, recipe.phases().get(0), 1);
                NetworkTrainer trainer = NetworkTrainer.create(
                        recipe.network(),
                        TrainingBenchmark.CLASSES,
                        1,
                        new DeviceSettings(DeviceChoice.CPU, threads))) {
            trainer.beginPhase(recipe.phases().get(0), 0, 1000);
            List<Fed> kept = kept(feed);
            fromMemory(trainer, kept, size);
            for (int round = 0; round < rounds; round++) {
                waits.add(100 * fromKafka(trainer, feed, size, rates, fromMemory(trainer, kept, size)));
            }
        }
        System.out.println(PairedRates.header("images/s"));
        System.out.println(rates.row("feed, ResNet50V2 at 128 px through Kafka", "fed from memory"));
        System.out.printf(
                Locale.ROOT,
                "%nwaiting for data: %.2f %% of the time, quartiles %.2f to %.2f%n",
                Quantiles.of(waits, 0.5),
                Quantiles.of(waits, 0.25),
                Quantiles.of(waits, 0.75));
    }

    private static List<Fed> kept(KafkaFeed feed) {
        List<Fed> kept = new ArrayList<>();
        for (int i = 0; i < KEPT; i++) {
            Batch batch = feed.next();
            ByteBuffer copy = ByteBuffer.allocateDirect(batch.pixels().remaining());
            copy.put(batch.pixels()).flip();
            kept.add(new Fed(copy, batch.labels(), batch.n()));
            feed.release(batch);
        }
        return kept;
    }

    /** Images a second. */
    private static double fromMemory(NetworkTrainer trainer, List<Fed> kept, int size) {
        long start = System.nanoTime();
        int images = 0;
        for (int step = 0; step < STEPS; step++) {
            Fed fed = kept.get(step % KEPT);
            trainer.step(fed.images(size));
            images += fed.n();
        }
        return images * 1e9 / (System.nanoTime() - start);
    }

    /** Share of the time that is spent waiting. */
    private static double fromKafka(
            NetworkTrainer trainer, KafkaFeed feed, int size, PairedRates rates, double memory) {
        long start = System.nanoTime();
        long waited = 0;
        int images = 0;
        for (int step = 0; step < STEPS; step++) {
            long asked = System.nanoTime();
            Batch batch = feed.next();
            waited += System.nanoTime() - asked;
            trainer.step(new ImageBatch(batch.pixels(), batch.labels(), batch.n(), size, size));
            images += batch.n();
            feed.release(batch);
        }
        long took = System.nanoTime() - start;
        rates.round(images * 1e9 / took, memory);
        return (double) waited / took;
    }
}

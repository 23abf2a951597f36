package io.fixres.benchmarks;

import io.fixres.contracts.recipe.PhaseSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The cases that go through the broker and augment-service in a process of its own. */
final class ThroughKafka {
    private static final int EPOCHS_OF_MEMORY_CASE = 20;
    private static final double SETTLE_SECONDS = 3;
    private static final double TENTH_OF_THE_PHOTOGRAPHS = 100 << 20;

    private final Path root;
    private final LocalStack stack;
    private final String dataset;

    ThroughKafka(Path root, LocalStack stack, String dataset) {
        this.root = root;
        this.stack = stack;
        this.dataset = dataset;
    }

    private ServiceProcess augmenter(long cacheBytes) {
        return stack.service(
                "augment-service",
                "512m",
                Map.of(
                        "FIXRES_AUGMENT_CACHE_BYTES", String.valueOf(cacheBytes),
                        "FIXRES_AUGMENT_WORK_DIRECTORY",
                                stack.home().resolve("shards").toString()));
    }

    private static PhaseSpec phase() {
        return TrainingBenchmark.recipe("fp32", "folders", "keras_fixres_train", 100_000)
                .phases()
                .get(0);
    }

    /** Orders in, batches in the trainer's memory out, beside Kafka's tools with records of the same size. */
    void throughput(int rounds, int seconds) {
        PairedRates megabytes = new PairedRates();
        List<Double> images = new ArrayList<>();
        KafkaTools tools = new KafkaTools(root, stack);
        try (ServiceProcess augmenter = augmenter(4L << 30)) {
            try (KafkaFeed feed = new KafkaFeed(stack, dataset, phase(), 1)) {
                feed.pass(2 * feed.samples());
            }
            int recordBytes = (int) (augmenter.metric("fixres_augment_record_bytes_total")
                    / augmenter.metric("fixres_augment_records_total"));
            double guess = tools.bytesPerSecond(recordBytes, 2_000);
            for (int round = 0; round < rounds; round++) {
                images.add(oneRound(augmenter, seconds, round + 2, megabytes, tools, recordBytes, guess));
            }
            System.out.println(PairedRates.header("MB/s"));
            System.out.println(megabytes.row(
                    "kafka, records of " + recordBytes + " bytes", "Kafka's producer-perf and consumer-perf"));
            System.out.printf(
                    Locale.ROOT,
                    "%nimages/s at 128 px: %,.0f, quartiles %s%n",
                    Quantiles.of(images, 0.5),
                    PairedRates.quartiles(images));
        }
    }

    private double oneRound(
            ServiceProcess augmenter,
            int seconds,
            int attempt,
            PairedRates megabytes,
            KafkaTools tools,
            int recordBytes,
            double guess) {
        double rate;
        double bytes;
        double records;
        try (KafkaFeed feed = new KafkaFeed(stack, dataset, phase(), attempt)) {
            feed.rate(SETTLE_SECONDS);
            double before = augmenter.metric("fixres_augment_record_bytes_total");
            double imagesBefore = augmenter.metric("fixres_augment_images_total");
            rate = feed.rate(seconds);
            records = augmenter.metric("fixres_augment_images_total") - imagesBefore;
            bytes = (augmenter.metric("fixres_augment_record_bytes_total") - before) / records * rate;
        }
        double theirs = tools.bytesPerSecond(recordBytes, (long) (guess * seconds / recordBytes));
        megabytes.round(bytes / 1e6, theirs / 1e6);
        return rate;
    }

    /** Resident memory of an augmenter whose cache holds a tenth of the photographs, over twenty epochs. */
    void memory() {
        System.out.println("| epoch | augmenter's resident MiB | cached MiB | share of look-ups answered | images/s |");
        System.out.println("| --- | --- | --- | --- | --- |");
        try (ServiceProcess augmenter = augmenter((long) TENTH_OF_THE_PHOTOGRAPHS);
                KafkaFeed feed = new KafkaFeed(stack, dataset, phase(), 1)) {
            double hits = 0;
            for (int epoch = 1; epoch <= EPOCHS_OF_MEMORY_CASE; epoch++) {
                long start = System.nanoTime();
                feed.pass(feed.samples());
                double seconds = (System.nanoTime() - start) / 1e9;
                double hitsNow = augmenter.metric("fixres_augment_cache_requests_total", "result=\"hit\"");
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %.0f | %.0f | %.3f | %.0f |%n",
                        epoch,
                        ServiceProcess.residentMebibytes(augmenter.pid()),
                        augmenter.metric("fixres_augment_cache_size_bytes") / (1 << 20),
                        (hitsNow - hits) / feed.samples(),
                        feed.samples() / seconds);
                hits = hitsNow;
            }
        }
    }

    /** One, two and four augmenters, each held to a quarter of a processor, decoding every image anew. */
    void scaling(int rounds, int seconds) {
        System.out.println("| augmenters of a quarter of a processor | images/s | quartiles | to one |");
        System.out.println("| --- | --- | --- | --- |");
        List<ServiceProcess> augmenters = new ArrayList<>();
        double one = 0;
        int attempt = 1;
        for (int count : new int[] {1, 2, 4}) {
            while (augmenters.size() < count) {
                ServiceProcess augmenter = augmenter(0);
                ProcessorLimit.quarter(augmenter.pid());
                augmenters.add(augmenter);
            }
            List<Double> rates = new ArrayList<>();
            try (KafkaFeed feed = new KafkaFeed(stack, dataset, phase(), attempt++)) {
                feed.rate(4 * SETTLE_SECONDS);
                for (int round = 0; round < rounds; round++) {
                    rates.add(feed.rate(seconds));
                }
            }
            double median = Quantiles.of(rates, 0.5);
            one = count == 1 ? median : one;
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %,.0f | %s | %.2f |%n",
                    count,
                    median,
                    PairedRates.quartiles(rates),
                    median / one);
        }
        augmenters.forEach(ServiceProcess::close);
    }
}

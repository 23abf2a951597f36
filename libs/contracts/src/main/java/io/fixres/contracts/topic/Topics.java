package io.fixres.contracts.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The Kafka topics, their partitions and how long they are kept. */
public final class Topics {
    public static final String EXPERIMENTS = "fixres.experiments";
    public static final String DATASETS = "fixres.datasets";
    public static final String ORDERS = "fixres.orders";
    public static final String TRAINING = "fixres.training";
    public static final String EVALUATIONS = "fixres.evaluations";

    /** Suffix of a topic's dead-letter topic. */
    public static final String DEAD_LETTER_SUFFIX = ".dlq";

    /** Partitions of {@link #ORDERS}: how many augmenters can share the work at most. */
    public static final int ORDER_PARTITIONS = 8;

    /** Partitions of a batches topic: how many trainers can run at once. */
    public static final int BATCH_PARTITIONS = 8;

    private Topics() {}

    /** The topic of batch records of one resolution in pixels. */
    public static String batches(int resolution) {
        return "fixres.batches." + resolution;
    }

    /** The dead-letter topic of a topic. */
    public static String deadLetters(String topic) {
        return topic + DEAD_LETTER_SUFFIX;
    }

    /** The control topics and their dead-letter topics, which every service and the command may create. */
    public static List<TopicSpec> control() {
        return List.of(EXPERIMENTS, DATASETS, ORDERS, TRAINING, EVALUATIONS).stream()
                .flatMap(topic -> java.util.stream.Stream.of(spec(topic), deadLetterSpec(topic)))
                .toList();
    }

    /** The topic of one resolution, with the limits that keep pixels from filling a broker's disk. */
    public static TopicSpec batchesSpec(int resolution) {
        return new TopicSpec(
                batches(resolution),
                BATCH_PARTITIONS,
                Map.of(
                        "cleanup.policy", "delete",
                        "max.message.bytes", String.valueOf(8 << 20),
                        "segment.bytes", String.valueOf(64 << 20),
                        "retention.bytes", String.valueOf(256 << 20),
                        "retention.ms", millis(Duration.ofHours(1))));
    }

    /** The dead-letter topic that belongs to a topic; kept for 30 days. */
    public static TopicSpec deadLetterSpec(String topic) {
        return new TopicSpec(
                deadLetters(topic),
                1,
                Map.of("retention.ms", millis(Duration.ofDays(30)), "max.message.bytes", String.valueOf(8 << 20)));
    }

    private static TopicSpec spec(String topic) {
        return switch (topic) {
            case DATASETS -> new TopicSpec(topic, 1, Map.of("cleanup.policy", "compact"));
            case ORDERS ->
                new TopicSpec(
                        topic,
                        ORDER_PARTITIONS,
                        Map.of(
                                "retention.ms",
                                millis(Duration.ofMinutes(10)),
                                "segment.bytes",
                                String.valueOf(16 << 20)));
            default -> new TopicSpec(topic, 4, Map.of("retention.ms", millis(Duration.ofDays(30))));
        };
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}

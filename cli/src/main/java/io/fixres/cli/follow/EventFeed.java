package io.fixres.cli.follow;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.topic.Topics;
import io.fixres.kit.messaging.BrokerUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what services say, from all partitions, without a consumer group. */
final class EventFeed implements AutoCloseable {
    private static final List<String> TOPICS = List.of(Topics.DATASETS, Topics.TRAINING, Topics.EVALUATIONS);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Metric connections;

    private EventFeed(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        this.connections = consumer.metrics().entrySet().stream()
                .filter(e -> e.getKey().name().equals("connection-count")
                        && e.getKey().group().equals("consumer-metrics"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the Kafka client has no metric connection-count"));
    }

    /**
     * Opens it. From then on the client connects again by itself whenever the broker comes back, and reads on where it
     * stood.
     *
     * @param since first time of interest; absent for what is said from now on
     * @throws BrokerUnavailableException if the broker does not answer
     */
    static EventFeed open(Map<String, Object> kafka, Optional<Instant> since) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            place(consumer, since);
            return new EventFeed(consumer);
        } catch (TimeoutException e) {
            consumer.close();
            throw new BrokerUnavailableException(
                    "the broker at " + kafka.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG) + " does not answer: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void place(KafkaConsumer<byte[], byte[]> consumer, Optional<Instant> since) {
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        if (since.isPresent()) {
            seek(consumer, partitions, since.get());
        } else {
            consumer.seekToEnd(partitions);
        }
        partitions.forEach(consumer::position); // seeking is lazy: fix the place before anything is asked for
    }

    private static void seek(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant since) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp offset = offsets.get(partition);
            if (offset != null) {
                consumer.seek(partition, offset.offset());
            } else {
                consumer.seekToEnd(List.of(partition));
            }
        }
    }

    /** What was said since the last call; waits a moment if that is nothing. What cannot be read is not for us. */
    List<Envelope<?>> poll(Duration patience) {
        List<Envelope<?>> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
            read(record.value()).ifPresent(events::add);
        }
        return events;
    }

    /** Whether the client holds a connection to the broker; false while the broker restarts or the network is cut. */
    boolean connected() {
        return ((Number) connections.metricValue()).doubleValue() > 0;
    }

    private static Optional<Envelope<?>> read(byte[] value) {
        try {
            return value == null ? Optional.empty() : Optional.of(EnvelopeCodec.read(value));
        } catch (MalformedDocumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}

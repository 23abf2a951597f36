package io.fixres.report.history;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.messaging.Offsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads control topics, all partitions, without a consumer group: every reader sees everything. */
public final class EventFeed implements AutoCloseable {
    private static final int FETCH_BYTES = 2 << 20;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Metric connections;

    private EventFeed(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = ends;
        this.connections = consumer.metrics().entrySet().stream()
                .filter(e -> e.getKey().name().equals("connection-count")
                        && e.getKey().group().equals("consumer-metrics"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the Kafka client has no metric connection-count"));
    }

    /**
     * All that is kept, then what is said. Once open, the client connects again by itself whenever the broker comes back,
     * and reads on where it stood; so do the others.
     *
     * @param kafka client properties
     * @throws BrokerUnavailableException if the broker does not answer
     */
    public static EventFeed whole(Map<String, Object> kafka, List<String> topics) {
        return open(kafka, topics, KafkaConsumer::seekToBeginning);
    }

    /** {@link #whole} from a time on. */
    public static EventFeed since(Map<String, Object> kafka, List<String> topics, Instant since) {
        return open(kafka, topics, (consumer, partitions) -> Offsets.seek(consumer, partitions, since));
    }

    /** {@link #whole} without what was said before. */
    public static EventFeed fromNow(Map<String, Object> kafka, List<String> topics) {
        return open(kafka, topics, KafkaConsumer::seekToEnd);
    }

    private static EventFeed open(
            Map<String, Object> kafka,
            List<String> topics,
            BiConsumer<KafkaConsumer<byte[], byte[]>, List<TopicPartition>> start) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            start.accept(consumer, partitions);
            partitions.forEach(consumer::position); // seeking is lazy: fix the place before anything is asked for
            return new EventFeed(consumer, consumer.endOffsets(partitions));
        } catch (TimeoutException e) {
            consumer.close();
            throw new BrokerUnavailableException(
                    "the broker at " + kafka.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG) + " does not answer: "
                            + e.getMessage(),
                    e);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Events since the last call; waits a moment if there are none. A record that is no event is not for a reader. */
    public List<Envelope<?>> poll(Duration patience) {
        List<Envelope<?>> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
            read(record.value()).ifPresent(events::add);
        }
        return events;
    }

    /** Whether all that was kept when the feed was opened is read. */
    public boolean caughtUp() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Whether the client holds a connection to the broker; false while the broker restarts or the network is cut. */
    public boolean connected() {
        return ((Number) connections.metricValue()).doubleValue() > 0;
    }

    /** Whoever must obey such a record sends it to the dead letters. */
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

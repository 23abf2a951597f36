package io.fixres.cli.follow;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.topic.Topics;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what services say, from all partitions, without a consumer group. */
final class EventFeed implements AutoCloseable {
    private static final List<String> TOPICS = List.of(Topics.DATASETS, Topics.TRAINING, Topics.EVALUATIONS);

    private final KafkaConsumer<byte[], byte[]> consumer;

    private EventFeed(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Opens it.
     *
     * @param since first time of interest; absent for what is said from now on
     */
    static EventFeed open(Map<String, Object> kafka, Optional<Instant> since) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
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
        return new EventFeed(consumer);
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

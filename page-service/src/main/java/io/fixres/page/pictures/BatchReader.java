package io.fixres.page.pictures;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.format.BatchHeaders;
import io.fixres.contracts.format.BatchRecord;
import io.fixres.contracts.format.BatchRecordFormat;
import io.fixres.contracts.topic.Topics;
import io.fixres.kit.messaging.Offsets;
import io.fixres.report.picture.PictureSample;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the first batch records of a phase beside its trainer: the same records, without a consumer group. */
final class BatchReader {
    private static final Duration POLL = Duration.ofMillis(300);

    /** A record; the broker sends one even where it is larger than what was asked for. */
    private static final int FETCH_BYTES = 1 << 20;

    private BatchReader() {}

    /**
     * Pictures of a phase as one batch record; fewer than wanted where no more came in time, empty where none came.
     *
     * @param goOn asked between two polls
     */
    static Optional<byte[]> read(
            Map<String, Object> kafka, PictureOrder order, Duration patience, BooleanSupplier goOn) {
        int wanted = PictureSample.wanted(order.resolution());
        List<BatchRecord> records = new ArrayList<>();
        int pictures = 0;
        long end = System.nanoTime() + patience.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = open(kafka, order)) {
            while (pictures < wanted && System.nanoTime() < end && goOn.getAsBoolean()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Optional<BatchRecord> ours = pictures < wanted ? batch(record, order) : Optional.empty();
                    ours.ifPresent(records::add);
                    pictures += ours.map(batch -> batch.labels().length).orElse(0);
                }
            }
        }
        return records.isEmpty() ? Optional.empty() : Optional.of(PictureSample.join(records, wanted));
    }

    private static KafkaConsumer<byte[], byte[]> open(Map<String, Object> kafka, PictureOrder order) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, Topics.BATCH_PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topics.batches(order.resolution()), partition))
                .toList();
        consumer.assign(partitions);
        Offsets.seek(consumer, partitions, order.since());
        return consumer;
    }

    /** Damaged records are the trainer's matter. */
    private static Optional<BatchRecord> batch(ConsumerRecord<byte[], byte[]> record, PictureOrder order) {
        boolean ours = order.experiment().equals(text(record, BatchHeaders.EXPERIMENT))
                && String.valueOf(order.phaseIndex()).equals(text(record, BatchHeaders.PHASE_INDEX));
        if (!ours || record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(BatchRecordFormat.read(record.value()))
                    .filter(batch -> batch.height() == order.resolution() && batch.width() == order.resolution());
        } catch (MalformedDocumentException e) {
            return Optional.empty();
        }
    }

    private static String text(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}

package io.fixres.augment.messaging;

import io.fixres.augment.AugmentMeters;
import io.fixres.contracts.Digests;
import io.fixres.contracts.event.BatchOrdered;
import io.fixres.contracts.event.EventType;
import io.fixres.contracts.format.BatchHeaders;
import io.fixres.contracts.format.BatchRecordFormat;
import io.fixres.kit.configuration.KafkaClientProperties;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.tracing.Traces;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** {@link BatchProducer} on a plain producer with acks=all. */
@Singleton
public class KafkaBatchProducer implements BatchProducer {
    private static final int MAX_RECORD_BYTES = 8 << 20;
    private static final int POOLED_BYTES = 1 << 20;
    private static final int SOCKET_BYTES = 2 << 20;

    private final KafkaProducer<byte[], byte[]> producer;
    private final AugmentMeters meters;

    KafkaBatchProducer(KafkaClientProperties kafka, AugmentMeters meters) {
        Map<String, Object> properties = new HashMap<>(kafka.values());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * MAX_RECORD_BYTES);
        // Buffers of this size are used again; a larger record takes a new one, zeroed and collected, each time.
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, POOLED_BYTES);
        properties.put(ProducerConfig.SEND_BUFFER_CONFIG, SOCKET_BYTES);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        // Each record is a batch of its own: waiting for a second one would only add to the trainer's wait.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.meters = meters;
    }

    @Override
    public void send(BatchOrdered order, List<byte[]> values) {
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>(values.size());
            for (int part = 0; part < values.size(); part++) {
                sent.add(producer.send(record(order, part, values.get(part))));
            }
            for (int part = 0; part < values.size(); part++) {
                sent.get(part).get();
                long n = BatchRecordFormat.read(values.get(part)).labels().length;
                meters.record((int) n, values.get(part).length);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted while sending a batch", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException || e.getCause() instanceof InvalidTopicException) {
                throw new IllegalArgumentException(
                        "the topic " + order.replyTopic() + " refuses the batch for good: "
                                + e.getCause().getMessage(),
                        e.getCause());
            }
            throw new BrokerUnavailableException(
                    "cannot send a batch to " + order.replyTopic() + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (KafkaException e) {
            throw new BrokerUnavailableException(
                    "cannot send a batch to " + order.replyTopic() + ": " + e.getMessage(), e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(BatchOrdered order, int part, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                order.replyTopic(), order.replyPartition(), order.experiment().getBytes(StandardCharsets.UTF_8), value);
        Map<String, Object> headers = Map.ofEntries(
                Map.entry(BatchHeaders.SPEC_VERSION, "1.0"),
                Map.entry(
                        BatchHeaders.ID,
                        Digests.eventId(order.experiment(), order.attempt(), "batch", order.order(), part)),
                Map.entry(BatchHeaders.TYPE, EventType.BATCH_RECORD),
                Map.entry(BatchHeaders.SOURCE, "/fixres/augment-service"),
                Map.entry(BatchHeaders.SUBJECT, order.experiment()),
                Map.entry(BatchHeaders.TIME, Instant.now()),
                Map.entry(BatchHeaders.CONTENT_TYPE, BatchHeaders.SAFETENSORS),
                Map.entry(BatchHeaders.EXPERIMENT, order.experiment()),
                Map.entry(BatchHeaders.ATTEMPT, order.attempt()),
                Map.entry(BatchHeaders.PHASE_INDEX, order.phaseIndex()),
                Map.entry(BatchHeaders.EPOCH, order.epoch()),
                Map.entry(BatchHeaders.RESOLUTION, order.resolution()),
                Map.entry(BatchHeaders.ORDER, order.order()),
                Map.entry(BatchHeaders.CRC32C, BatchRecordFormat.crc32c(value)));
        headers.forEach(
                (name, text) -> record.headers().add(name, String.valueOf(text).getBytes(StandardCharsets.UTF_8)));
        Traces.current().ifPresent(trace -> record.headers()
                .add(BatchHeaders.TRACEPARENT, trace.traceparent().getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}

package io.fixres.trainer.orders;

import io.fixres.contracts.Digests;
import io.fixres.contracts.event.BatchOrdered;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.topic.Topics;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.messaging.Envelopes;
import io.fixres.trainer.assembly.DamagedReplies;
import io.fixres.trainer.metrics.TrainerMeters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * Sends orders to explicit partitions, and damaged replies to their dead-letter topic, without waiting. An order that the
 * broker does not take is asked again after its deadline like one that no augmenter answers.
 */
public final class KafkaRecordSender implements OrderSender, DamagedReplies, AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(KafkaRecordSender.class);
    private static final int MAX_RECORD_BYTES = 8 << 20;

    private final KafkaProducer<byte[], byte[]> producer;
    private final TrainerMeters meters;

    /** With the client properties of the process. */
    public KafkaRecordSender(Map<String, Object> clientProperties, TrainerMeters meters) {
        this.meters = meters;
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Partitions of the topic of orders, which is the number of lanes.
     *
     * @throws BrokerUnavailableException if the broker does not say
     */
    public int lanes() {
        try {
            return producer.partitionsFor(Topics.ORDERS).size();
        } catch (KafkaException e) {
            throw new BrokerUnavailableException("cannot look up " + Topics.ORDERS + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void send(BatchOrdered order, int partition) {
        send(new ProducerRecord<>(
                Topics.ORDERS,
                partition,
                String.valueOf(order.lane()).getBytes(StandardCharsets.UTF_8),
                EnvelopeCodec.write(envelope(order))));
    }

    /**
     * An epoch may have a hundred thousand orders, which would drown its trace. Those of its first positions are recorded and
     * show what an order costs; the others carry the trace only.
     */
    static Envelope<BatchOrdered> envelope(BatchOrdered order) {
        String id = Digests.eventId(order.experiment(), order.attempt(), "BatchOrdered", order.order());
        Envelope<BatchOrdered> said = Envelopes.of("/fixres/trainer-service", order.experiment(), id, order);
        Optional<TraceContext> trace = TraceContext.of(said.extensions());
        return order.from() == 0 || trace.isEmpty()
                ? said
                : new Envelope<>(
                        said.id(),
                        said.source(),
                        said.time(),
                        said.subject(),
                        trace.get().unsampled().extensions(),
                        order);
    }

    @Override
    public void send(ConsumerRecord<byte[], ByteBuffer> record, String reason) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                Topics.deadLetters(record.topic()), null, record.key(), bytes(record.value()), record.headers());
        Map.of(
                        "dead-letter-reason", reason,
                        "dead-letter-topic", record.topic(),
                        "dead-letter-partition", String.valueOf(record.partition()),
                        "dead-letter-offset", String.valueOf(record.offset()))
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        send(letter);
        meters.deadLetter(TrainerMeters.BATCHES);
    }

    private static byte[] bytes(ByteBuffer value) {
        if (value == null) {
            return null;
        }
        byte[] bytes = new byte[value.remaining()];
        value.get(value.position(), bytes);
        return bytes;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees every failure
    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure != null) {
                    LOGGER.warnf("not sent to %s: %s", record.topic(), failure.getMessage());
                }
            });
        } catch (KafkaException e) {
            LOGGER.warnf("not sent to %s: %s", record.topic(), e.getMessage());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

package io.fixres.eval.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.topic.Topics;
import io.fixres.kit.configuration.KafkaClientProperties;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.messaging.EventRouting;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** {@link DeadLetters} with the header names of SmallRye's dead-letter queue, so that one tool reads both. */
@Singleton
public final class KafkaDeadLetters implements DeadLetters {
    private static final String REASON = "dead-letter-reason";
    private static final String EXCEPTION = "dead-letter-exception-class-name";
    private static final String TOPIC = "dead-letter-topic";

    private final KafkaProducer<byte[], byte[]> producer;

    KafkaDeadLetters(KafkaClientProperties kafka) {
        Map<String, Object> properties = new HashMap<>(kafka.values());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void send(Envelope<?> event, RuntimeException reason) {
        ProducerRecord<byte[], byte[]> record = letter(event, reason);
        try {
            producer.send(record).get();
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted while writing to " + record.topic(), e);
        } catch (ExecutionException e) {
            throw unavailable(record, e.getCause());
        } catch (KafkaException e) {
            throw unavailable(record, e);
        }
    }

    static ProducerRecord<byte[], byte[]> letter(Envelope<?> event, RuntimeException reason) {
        ProducerRecord<byte[], byte[]> original = EventRouting.record(event);
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.deadLetters(original.topic()), original.key(), original.value());
        letter.headers()
                .add(REASON, String.valueOf(reason.getMessage()).getBytes(UTF_8))
                .add(EXCEPTION, reason.getClass().getName().getBytes(UTF_8))
                .add(TOPIC, original.topic().getBytes(UTF_8));
        return letter;
    }

    private static BrokerUnavailableException unavailable(ProducerRecord<?, ?> record, Throwable cause) {
        return new BrokerUnavailableException("cannot write to " + record.topic() + ": " + cause.getMessage(), cause);
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}

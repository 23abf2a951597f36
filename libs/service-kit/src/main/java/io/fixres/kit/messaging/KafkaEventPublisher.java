package io.fixres.kit.messaging;

import io.fixres.contracts.event.Envelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** {@link EventPublisher} on a plain, idempotent producer with acks=all. Safe for use by several threads. */
public final class KafkaEventPublisher implements EventPublisher, AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    /** With client properties: bootstrap servers and whatever security asks for. */
    public KafkaEventPublisher(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void publish(List<? extends Envelope<?>> events) {
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
            for (Envelope<?> event : events) {
                sent.add(producer.send(EventRouting.record(event)));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted while publishing", e);
        } catch (ExecutionException e) {
            throw unavailable(events, e.getCause());
        } catch (KafkaException e) {
            throw unavailable(events, e);
        }
    }

    private static BrokerUnavailableException unavailable(List<? extends Envelope<?>> events, Throwable cause) {
        return new BrokerUnavailableException(
                "cannot publish " + events.size() + " event(s) to "
                        + events.get(0).type().topic() + ": " + cause.getMessage(),
                cause);
    }

    @Override
    public void close() {
        producer.close();
    }
}

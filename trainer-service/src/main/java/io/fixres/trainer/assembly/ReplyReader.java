package io.fixres.trainer.assembly;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.tracing.Traces;
import io.fixres.trainer.lease.StopSignal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads the reply partition of one phase on a thread of its own, from its end on, and drives the feed: what arrives is put
 * in place, what is overdue is asked again. No consumer group: whoever holds the lease reads the partition.
 */
public final class ReplyReader implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(ReplyReader.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration SEEK = Duration.ofSeconds(20);
    private static final long PAUSE_MS = 500;
    private static final int MAX_RECORD_BYTES = 8 << 20;
    private static final int SOCKET_BYTES = 2 << 20;

    private final Consumer<byte[], ByteBuffer> consumer;
    private final ReplyFilter filter;
    private final BatchFeed feed;
    private final DamagedReplies damaged;
    private final Thread thread;
    private volatile boolean closed;

    /** Stands at the partition's end when the constructor returns, so that no answer to a later order is missed. */
    public ReplyReader(
            Map<String, Object> clientProperties,
            TopicPartition partition,
            ReplyFilter filter,
            BatchFeed feed,
            DamagedReplies damaged,
            StopSignal signal) {
        this.consumer = new KafkaConsumer<>(properties(clientProperties));
        this.filter = filter;
        this.feed = feed;
        this.damaged = damaged;
        consumer.assign(List.of(partition));
        seekToEnd(partition, signal);
        this.thread = new Thread(Traces.handedOver(this::read), "replies-" + partition);
        thread.setDaemon(true);
        thread.start();
    }

    private static Map<String, Object> properties(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        // Values stay where the network put them: the one copy is the one into the batch.
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, SOCKET_BYTES);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_RECORD_BYTES);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_RECORD_BYTES);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 8);
        return properties;
    }

    private void seekToEnd(TopicPartition partition, StopSignal signal) {
        while (true) {
            try {
                consumer.seekToEnd(List.of(partition));
                consumer.position(partition, SEEK);
                return;
            } catch (KafkaException e) {
                if (signal.reason().isPresent()) {
                    consumer.close();
                    throw new BrokerUnavailableException("cannot read " + partition + ": " + e.getMessage(), e);
                }
                LOGGER.warnf("waiting for %s: %s", partition, e.getMessage());
            }
        }
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                try {
                    feed.tick();
                    for (ConsumerRecord<byte[], ByteBuffer> record : consumer.poll(POLL)) {
                        accept(record);
                    }
                } catch (WakeupException e) {
                    LOGGER.debug("woken to close", e);
                } catch (KafkaException e) {
                    LOGGER.warnf("reading replies goes on after: %s", e.getMessage());
                    pause();
                }
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            // The training thread waits on the feed and must hear of it.
            feed.fail(e);
        }
    }

    private void accept(ConsumerRecord<byte[], ByteBuffer> record) {
        try {
            Optional<Reply> reply = filter.read(record.headers(), record.value());
            reply.ifPresent(feed::accept);
        } catch (MalformedDocumentException e) {
            LOGGER.warnf("a reply at offset %d is damaged: %s", record.offset(), e.getMessage());
            damaged.send(record, e.getMessage());
            feed.spoilt(ReplyFilter.order(record.headers()));
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(SEEK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

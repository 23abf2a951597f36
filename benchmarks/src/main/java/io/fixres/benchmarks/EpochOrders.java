package io.fixres.benchmarks;

import io.fixres.contracts.Digests;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.event.BatchOrdered;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.format.BatchHeaders;
import io.fixres.contracts.format.BatchRecord;
import io.fixres.contracts.format.BatchRecordFormat;
import io.fixres.contracts.sampling.Shuffle;
import io.fixres.contracts.topic.Topics;
import io.fixres.contracts.transform.TransformSpec;
import io.fixres.kit.messaging.Envelopes;
import io.fixres.kit.messaging.KafkaTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Orders one epoch as a trainer does, a span of positions in all lanes at a time, and notes which positions came. */
final class EpochOrders implements AutoCloseable {
    private static final int LANES = Topics.ORDER_PARTITIONS;
    private static final int SPANS_AHEAD = 3;
    private static final int POSITIONS_OF_A_SPAN = 2048;
    private static final int MAX_RECORD_BYTES = 8 << 20;
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final String experiment = "million-" + System.currentTimeMillis();
    private final String dataset;
    private final int samples;
    private final String topic = Topics.batches(SyntheticShards.SIZE);
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BitSet seen = new BitSet();
    private int repeated;
    private long bytes;

    EpochOrders(Map<String, Object> kafka, String dataset, int samples) {
        this.dataset = dataset;
        this.samples = samples;
        KafkaTopics.ensure(kafka, List.of(Topics.batchesSpec(SyntheticShards.SIZE), Topics.deadLetterSpec(topic)));
        this.producer = new KafkaProducer<>(new HashMap<>(kafka), new ByteArraySerializer(), new ByteArraySerializer());
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_RECORD_BYTES);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
    }

    /**
     * Asks for every position once and returns when all have come.
     *
     * @throws IllegalStateException if none comes for two minutes
     */
    void serve(int epoch) {
        int asked = 0;
        long last = System.nanoTime();
        while (seen.cardinality() < samples) {
            while (asked < samples && asked - seen.cardinality() < SPANS_AHEAD * POSITIONS_OF_A_SPAN) {
                order(epoch, asked, Math.min(samples, asked + POSITIONS_OF_A_SPAN));
                asked = Math.min(samples, asked + POSITIONS_OF_A_SPAN);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                note(record);
                last = System.nanoTime();
            }
            if (System.nanoTime() - last > Duration.ofMinutes(2).toNanos()) {
                throw new IllegalStateException("no batch for two minutes, " + seen.cardinality() + " of " + samples
                        + " positions came: see the log of the augmenter");
            }
        }
    }

    private void order(int epoch, long from, long to) {
        for (int lane = 0; lane < LANES; lane++) {
            String id = epoch + "-" + from + "-" + lane;
            BatchOrdered order = new BatchOrdered(
                    id,
                    experiment,
                    1,
                    dataset,
                    0,
                    epoch,
                    SyntheticShards.SIZE,
                    new TransformSpec.Named("torchvision_train").steps(SyntheticShards.SIZE),
                    7,
                    Split.TRAIN.id(),
                    samples,
                    Shuffle.SAMPLES,
                    256,
                    from,
                    to,
                    lane,
                    LANES,
                    List.of(),
                    System.currentTimeMillis() + DEADLINE.toMillis(),
                    topic,
                    0);
            byte[] event = EnvelopeCodec.write(
                    Envelopes.of("/benchmarks", experiment, Digests.eventId(experiment, id), order));
            try {
                producer.send(new ProducerRecord<>(Topics.ORDERS, lane, null, event))
                        .get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException("the broker does not take an order", e);
            }
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        byte[] ours = record.headers().lastHeader(BatchHeaders.EXPERIMENT).value();
        if (!experiment.equals(new String(ours, StandardCharsets.UTF_8))) {
            return;
        }
        BatchRecord batch = BatchRecordFormat.read(record.value());
        for (long position : batch.positions()) {
            repeated += seen.get((int) position) ? 1 : 0;
            seen.set((int) position);
        }
        bytes += record.value().length;
    }

    /** Positions that came more than once. */
    int repeated() {
        return repeated;
    }

    /** Bytes of all records. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}

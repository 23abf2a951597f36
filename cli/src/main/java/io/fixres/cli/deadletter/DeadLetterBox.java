package io.fixres.cli.deadletter;

import io.fixres.contracts.topic.Topics;
import io.fixres.kit.messaging.BrokerUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The dead-letter topics of a cluster. Letters stay there until the topic's retention removes them. */
public final class DeadLetterBox {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Map<String, Object> kafka;

    /** With Kafka client properties. */
    public DeadLetterBox(Map<String, Object> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    /** Names of the topics that have letters, without the suffix. */
    public static List<String> topics() {
        return Topics.control().stream()
                .map(spec -> spec.name())
                .filter(name -> !name.endsWith(Topics.DEAD_LETTER_SUFFIX))
                .toList();
    }

    /**
     * All letters of topics, oldest first.
     *
     * @param topics names without the suffix
     */
    public List<DeadLetter> read(List<String> topics) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(new HashMap<>(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .map(Topics::deadLetters)
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<DeadLetter> letters = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    letters.add(new DeadLetter(record));
                }
            }
            letters.sort(java.util.Comparator.comparing(DeadLetter::time));
            return letters;
        }
    }

    /** Sends letters back to where they came from; returns when the broker has them. */
    public void replay(List<DeadLetter> letters) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (DeadLetter letter : letters) {
                sent.add(producer.send(letter.original(letter.record().topic(), Topics.DEAD_LETTER_SUFFIX)));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        } catch (ExecutionException e) {
            throw new BrokerUnavailableException(
                    "cannot replay: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted while replaying", e);
        }
    }
}

package io.fixres.cli.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One record of a dead-letter topic. SmallRye's headers say why it is there: {@code dead-letter-reason}, {@code -cause},
 * {@code -topic}, {@code -partition} and {@code -offset}.
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record) {
    private static final String PREFIX = "dead-letter-";

    /** Name by which it is replayed: topic, partition and offset. */
    public String address() {
        return record.topic() + "/" + record.partition() + "/" + record.offset();
    }

    /** When it was put there. */
    public Instant time() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** Why. */
    public String reason() {
        return header("reason").or(() -> header("cause")).orElse("(no reason given)");
    }

    /** Its value as text, cut to a length. */
    public String excerpt(int length) {
        if (record.value() == null) {
            return "(no value)";
        }
        String text = new String(record.value(), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }

    /** The record as it was, for the topic that it came from. */
    public ProducerRecord<byte[], byte[]> original(String topicOfLetters, String suffix) {
        String topic = topicOfLetters.substring(0, topicOfLetters.length() - suffix.length());
        Integer partition = record.key() == null || topic.equals("fixres.orders")
                ? header("partition").map(Integer::valueOf).orElse(null)
                : null;
        ProducerRecord<byte[], byte[]> original = new ProducerRecord<>(topic, partition, record.key(), record.value());
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX)) {
                original.headers().add(header);
            }
        }
        return original;
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(record.headers().lastHeader(PREFIX + name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }
}

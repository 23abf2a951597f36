package io.fixres.benchmarks;

import io.fixres.contracts.topic.TopicSpec;
import io.fixres.contracts.topic.Topics;
import io.fixres.kit.messaging.KafkaTopics;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;

/** Kafka's own performance tools, a producer and a consumer at once on a topic like that of batches. */
final class KafkaTools {
    private static final Pattern PRODUCED = Pattern.compile("records/sec \\(([0-9.]+) MB/sec\\)");
    private static final double MEBI = 1 << 20;

    private final Path root;
    private final LocalStack stack;
    private int round;

    KafkaTools(Path root, LocalStack stack) {
        this.root = root;
        this.stack = stack;
    }

    /**
     * Bytes a second that both reach: the lesser of what the producer sent and the consumer fetched.
     *
     * @param recordBytes length of each record, its content from a file of letters
     * @param records how many
     */
    double bytesPerSecond(int recordBytes, long records) {
        String topic = "fixres.batches.tools" + round++;
        TopicSpec like = Topics.batchesSpec(128);
        KafkaTopics.ensure(stack.kafka(), List.of(new TopicSpec(topic, 1, like.configuration())));
        try {
            Path payload = payload(recordBytes);
            String servers = (String) stack.kafka().get("bootstrap.servers");
            Path read = stack.home().resolve("consumer-perf.log");
            Path sent = stack.home().resolve("producer-perf.log");
            Process consumer = tool(
                    "ConsumerPerformance",
                    read,
                    "--bootstrap-server",
                    servers,
                    "--topic",
                    topic,
                    "--num-records",
                    String.valueOf(records),
                    "--timeout",
                    "60000",
                    "--hide-header");
            Process producer = tool(
                    "ProducerPerformance",
                    sent,
                    "--topic",
                    topic,
                    "--num-records",
                    String.valueOf(records),
                    "--throughput",
                    "-1",
                    "--payload-file",
                    payload.toString(),
                    "--command-property",
                    "bootstrap.servers=" + servers,
                    "acks=all",
                    "max.request.size=8388608");
            try {
                await(producer, sent);
                await(consumer, read);
            } finally {
                producer.destroy();
                consumer.destroy();
            }
            return MEBI * Math.min(produced(sent), fetched(read));
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka's tools cannot be run", e);
        } finally {
            delete(topic);
        }
    }

    private Path payload(int recordBytes) throws IOException {
        Path payload = stack.home().resolve("payload.txt");
        byte[] letters = new byte[recordBytes];
        Random random = new Random(1);
        for (int i = 0; i < recordBytes; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        return Files.write(payload, letters);
    }

    private Process tool(String name, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                root.resolve("benchmarks/kafka-tools/target/lib") + File.separator + "*",
                "org.apache.kafka.tools." + name));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static void await(Process process, Path log) throws IOException {
        try {
            if (process.waitFor() != 0) {
                throw new IOException("it ended with " + process.exitValue() + ": " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Kafka's tools run", e);
        }
    }

    private static double produced(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        Matcher matcher = PRODUCED.matcher(lines.get(lines.size() - 1));
        if (!matcher.find()) {
            throw new IOException("no rate in " + log);
        }
        return Double.parseDouble(matcher.group(1));
    }

    /** The last line: start, end, MB, MB/s, records, records/s, rebalance ms, fetch ms, fetch MB/s, fetch records/s. */
    private static double fetched(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        String[] fields = lines.get(lines.size() - 1).split(", ");
        return Double.parseDouble(fields[8]);
    }

    private void delete(String topic) {
        try (Admin admin = Admin.create(stack.kafka())) {
            admin.deleteTopics(List.of(topic)).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot delete " + topic, e);
        }
    }
}

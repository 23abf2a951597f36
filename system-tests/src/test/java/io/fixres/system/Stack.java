package io.fixres.system;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.topic.Topics;
import io.fixres.kit.messaging.ClientProperties;
import io.fixres.kit.messaging.KafkaEventPublisher;
import io.fixres.kit.store.MinioObjectStore;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An embedded stack as a user starts it, in a process of its own, and what can be done to it. */
final class Stack implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("fixres.root"));

    private final Path home;
    private final Process command;
    private final Map<String, Object> kafka;
    private final MinioObjectStore store;
    private final KafkaEventPublisher publisher;

    private Stack(Path home, Process command) {
        this.home = home;
        this.command = command;
        JsonNode endpoints = endpoints(home).orElseThrow();
        this.kafka = ClientProperties.of(endpoints.get("bootstrap").asText(), Optional.empty());
        this.store = new MinioObjectStore(new StoreSettings(
                URI.create(endpoints.get("store").asText()),
                endpoints.get("bucket").asText(),
                endpoints.get("access_key").asText(),
                endpoints.get("secret_key").asText(),
                "us-east-1"));
        this.publisher = new KafkaEventPublisher(kafka);
    }

    /** Starts {@code fixres up} and returns when every process is healthy. */
    static Stack start(Path home, String... options) {
        return start(home, Map.of(), options);
    }

    /** The same with more variables in its environment, which the services inherit. */
    static Stack start(Path home, Map<String, String> environment, String... options) {
        Process command = up(home, environment, options);
        try {
            await("the stack is ready").atMost(5, MINUTES).until(() -> {
                if (!command.isAlive()) {
                    throw new AssertionError("fixres up ended: " + Files.readString(log(home)));
                }
                // a stack that ran here before has left its file
                return endpoints(home)
                        .filter(e -> e.path("pid").asLong() == command.pid())
                        .map(e -> e.path("ready").asBoolean())
                        .orElse(false);
            });
            return new Stack(home, command);
        } catch (RuntimeException | Error e) {
            command.destroy();
            throw e;
        }
    }

    /** Starts {@code fixres up} and does not wait. */
    static Process up(Path home, String... options) {
        return up(home, Map.of(), options);
    }

    private static Process up(Path home, Map<String, String> environment, String... options) {
        List<String> line =
                new ArrayList<>(List.of(ROOT.resolve("fixres").toString(), "up", "--home", home.toString()));
        line.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("FIXRES_BUILD", "never");
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(home.getParent());
            return builder.redirectOutput(
                            ProcessBuilder.Redirect.appendTo(log(home).toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the command has printed. */
    static Path log(Path home) {
        return home.resolveSibling(home.getFileName() + ".log");
    }

    /** Address of the page. */
    String page() {
        return StreamSupport.stream(
                        endpoints(home).orElseThrow().get("processes").spliterator(), false)
                .filter(p -> p.get("name").asText().equals("page"))
                .map(p -> p.get("url").asText())
                .findFirst()
                .orElseThrow();
    }

    /** Address of the broker. */
    String bootstrap() {
        return kafka.get("bootstrap.servers").toString();
    }

    Experiments experiments() {
        return new Experiments(publisher, store);
    }

    /** Its bucket. */
    ObjectStore store() {
        return store;
    }

    /** Address of the store. */
    URI storeAddress() {
        return URI.create(endpoint("store"));
    }

    /** Address of the broker. */
    String bootstrap() {
        return endpoint("bootstrap");
    }

    /** A value of {@code endpoints.json}. */
    String endpoint(String name) {
        return endpoints(home).orElseThrow().get(name).asText();
    }

    /** Kills (SIGKILL) the first process whose name begins so. */
    void kill(String name) {
        ProcessHandle process = processes(name)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process '" + name + "' runs in " + home));
        process.destroyForcibly();
        await(name + " is dead").atMost(30, SECONDS).until(() -> !process.isAlive());
    }

    /** Kills (SIGKILL) the command that owns the stack. */
    void killOwner() {
        command.destroyForcibly();
    }

    /** Processes that run now and whose name begins so. */
    Stream<ProcessHandle> processes(String name) {
        return StreamSupport.stream(
                        endpoints(home).orElseThrow().get("processes").spliterator(), false)
                .filter(p -> p.get("name").asText().startsWith(name))
                .flatMap(p -> ProcessHandle.of(p.get("pid").asLong()).stream())
                .filter(ProcessHandle::isAlive);
    }

    /** HTTP addresses of the processes of each service, by the service's name. */
    Map<String, List<URI>> services() {
        Map<String, List<URI>> services = new TreeMap<>();
        for (JsonNode process : endpoints(home).orElseThrow().get("processes")) {
            if (process.path("url").isTextual()) {
                String service = process.get("name").asText().replaceAll("-\\d+$", "") + "-service";
                services.computeIfAbsent(service, name -> new ArrayList<>())
                        .add(URI.create(process.get("url").asText()));
            }
        }
        return services;
    }

    /** Publishes a record as it is. */
    void send(String topic, String key, byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(new HashMap<>(kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError("the broker does not take the record", e);
        }
    }

    /** Reasons of all dead letters of a topic so far. */
    List<String> deadLetterReasons(String topic) {
        TopicPartition partition = new TopicPartition(Topics.deadLetters(topic), 0);
        List<String> reasons = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(new HashMap<>(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(letter -> {
                    Header reason = letter.headers().lastHeader("dead-letter-reason");
                    reasons.add(reason == null ? "" : new String(reason.value(), StandardCharsets.UTF_8));
                });
            }
        }
        return reasons;
    }

    /** Waits for a dead letter whose reason holds a text. */
    void awaitDeadLetter(String topic, String text) {
        await("a dead letter of " + topic + " that says " + text)
                .atMost(2, MINUTES)
                .pollInterval(1, SECONDS)
                .until(() -> deadLetterReasons(topic).stream().anyMatch(r -> r.contains(text)));
    }

    private static Optional<JsonNode> endpoints(Path home) {
        Path file = home.resolve("endpoints.json");
        try {
            return Files.exists(file) ? Optional.of(Json.mapper().readTree(file.toFile())) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        publisher.close();
        store.close();
        command.destroy();
        try {
            if (!command.waitFor(90, SECONDS)) {
                command.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

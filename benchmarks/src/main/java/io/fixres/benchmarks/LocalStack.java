package io.fixres.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.SourceRecord;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.messaging.ClientProperties;
import io.fixres.kit.messaging.Envelopes;
import io.fixres.kit.messaging.KafkaEventPublisher;
import io.fixres.kit.messaging.KafkaTopics;
import io.fixres.kit.store.MinioObjectStore;
import io.fixres.kit.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The embedded broker and store as {@code fixres up} starts them, and services of this build beside them. */
final class LocalStack implements AutoCloseable {
    private static final String SPLIT = "tfds: 90%";
    private static final long PATIENCE_SECONDS = 600;

    private final Path root;
    private final Path home;
    private final Process command;
    private final JsonNode endpoints;
    private final Map<String, Object> kafka;
    private final MinioObjectStore store;
    private final List<ServiceProcess> services = new ArrayList<>();

    private LocalStack(Path root, Path home, Process command, JsonNode endpoints) {
        this.root = root;
        this.home = home;
        this.command = command;
        this.endpoints = endpoints;
        this.kafka = ClientProperties.of(endpoints.get("bootstrap").asText(), Optional.empty());
        this.store = new MinioObjectStore(new StoreSettings(
                URI.create(endpoints.get("store").asText()),
                endpoints.get("bucket").asText(),
                endpoints.get("access_key").asText(),
                endpoints.get("secret_key").asText(),
                "us-east-1"));
    }

    /**
     * Starts broker and store.
     *
     * @param home keeps what was ingested, so that the next benchmark need not do it again
     */
    static LocalStack start(Path root, Path home) {
        try {
            Files.createDirectories(home);
            ProcessBuilder builder = new ProcessBuilder(
                            root.resolve("fixres").toString(), "up", "--no-services", "--home", home.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("up.log").toFile());
            builder.environment().put("FIXRES_BUILD", "never");
            Process command = builder.start();
            Path file = home.resolve("endpoints.json");
            Waiting.until("broker and store run", PATIENCE_SECONDS, () -> {
                if (!command.isAlive()) {
                    throw new IllegalStateException("fixres up has ended: see " + home.resolve("up.log"));
                }
                return Files.exists(file)
                        && Json.read(Files.readAllBytes(file), JsonNode.class)
                                        .path("pid")
                                        .asLong()
                                == command.pid()
                        && Json.read(Files.readAllBytes(file), JsonNode.class)
                                .path("ready")
                                .asBoolean();
            });
            return new LocalStack(root, home, command, Json.read(Files.readAllBytes(file), JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start ./fixres up", e);
        }
    }

    /** Id of the dataset of an archive or folder; ingested by ingest-service if it is not stored yet. */
    String dataset(Path archive) {
        DataSource source = new DataSource(archive.toUri().toString(), Optional.empty());
        String key = ObjectKeys.source(source.hash(SPLIT));
        if (store.get(key).isEmpty()) {
            ServiceProcess ingest = service("ingest-service", "512m", Map.of());
            try (KafkaEventPublisher publisher = new KafkaEventPublisher(kafka)) {
                String id = UUID.randomUUID().toString();
                publisher.publish(Envelopes.of("/benchmarks", "benchmark", id, request(source)));
                Waiting.until("the dataset is stored", PATIENCE_SECONDS, () -> store.get(key)
                        .isPresent());
            }
            ingest.close();
        }
        return Json.read(store.get(key).orElseThrow().content(), SourceRecord.class)
                .dataset()
                .orElseThrow(() -> new IllegalStateException("the images of " + archive + " were rejected"));
    }

    private static ExperimentRequested request(DataSource source) {
        return new ExperimentRequested(
                Optional.of("benchmark"),
                Optional.of(Json.mapper().valueToTree(TrainingBenchmark.recipe("fp32", SPLIT, "squash", 1))),
                Map.of(),
                Optional.of(source),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** Starts a service and returns when it is ready; it ends with this stack. */
    ServiceProcess service(String module, String heap, Map<String, String> settings) {
        KafkaTopics.ensure(kafka, io.fixres.contracts.topic.Topics.control());
        Map<String, String> environment = new java.util.HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", endpoints.get("bootstrap").asText(),
                "FIXRES_STORE_ENDPOINT", endpoints.get("store").asText(),
                "FIXRES_STORE_BUCKET", endpoints.get("bucket").asText(),
                "FIXRES_STORE_ACCESS_KEY", endpoints.get("access_key").asText(),
                "FIXRES_STORE_SECRET_KEY", endpoints.get("secret_key").asText()));
        environment.putAll(settings);
        Path log = home.resolve("logs").resolve("bench-" + module + "-" + services.size() + ".log");
        ServiceProcess service = ServiceProcess.start(root, module, heap, environment, log);
        services.add(service);
        return service;
    }

    Map<String, Object> kafka() {
        return kafka;
    }

    MinioObjectStore store() {
        return store;
    }

    Path home() {
        return home;
    }

    @Override
    public synchronized void close() {
        services.forEach(ServiceProcess::close);
        store.close();
        command.destroy();
        try {
            command.waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

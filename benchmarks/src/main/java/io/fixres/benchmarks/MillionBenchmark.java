package io.fixres.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SourceRecord;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.event.FixresEvent;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.dataset.SampleIndex;
import io.fixres.kit.messaging.ClientProperties;
import io.fixres.kit.messaging.Envelopes;
import io.fixres.kit.messaging.KafkaEventPublisher;
import io.fixres.kit.store.MinioObjectStore;
import io.fixres.kit.store.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A WebDataset of many small pictures is ingested and the orders of one epoch are served, by the services of a running
 * stack; prints time and memory as a table in Markdown. Heaps are those of {@code fixres up}: 512 MiB each.
 */
public final class MillionBenchmark implements AutoCloseable {
    private static final String SPLIT = "fraction: 0.01";
    private static final Duration PATIENCE = Duration.ofHours(3);
    private static final long PAUSE_MS = 500;

    private final JsonNode endpoints;
    private final Map<String, Object> kafka;
    private final MinioObjectStore store;

    private MillionBenchmark(JsonNode endpoints) {
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
     * Measures.
     *
     * @param arguments the project's folder, an empty folder for a home (some GiB), the number of pictures
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[1]).toAbsolutePath();
        int images = Integer.parseInt(arguments[2]);
        Files.createDirectories(home);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(arguments[0], "fixres").toString(), "up", "--home", home.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("up.log").toFile());
        builder.environment().put("FIXRES_BUILD", "never");
        Process stack = builder.start();
        try (MillionBenchmark benchmark = new MillionBenchmark(endpoints(home, stack))) {
            benchmark.run(images);
        } finally {
            stack.destroy();
            stack.waitFor(2, TimeUnit.MINUTES);
        }
    }

    private static JsonNode endpoints(Path home, Process stack) throws IOException, InterruptedException {
        Path file = home.resolve("endpoints.json");
        while (true) {
            if (!stack.isAlive()) {
                throw new IllegalStateException("fixres up has ended: see " + home.resolve("up.log"));
            }
            if (Files.exists(file)) {
                JsonNode found = Json.read(Files.readAllBytes(file), JsonNode.class);
                if (found.path("pid").asLong() == stack.pid()
                        && found.path("ready").asBoolean()) {
                    return found;
                }
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    private void run(int images) throws InterruptedException {
        System.out.println(ProcessMemory.header());
        DatasetManifest manifest;
        try (SyntheticShards shards = new SyntheticShards(images);
                ProcessMemory memory = memory("ingest")) {
            manifest = ingest(shards.address());
            System.out.println(memory.row("ingest", images));
        }
        int train = Math.toIntExact(manifest.samples(Split.TRAIN));
        try (ProcessMemory memory = memory("augment-1");
                EpochOrders orders = new EpochOrders(kafka, manifest.id(), train)) {
            orders.serve(0);
            System.out.println(memory.row("one epoch's orders", train));
            System.out.printf(
                    "%d positions came once, %d again; %d MiB of records; %d shards of %d MiB; %d were rejected%n",
                    train,
                    orders.repeated(),
                    orders.bytes() >> 20,
                    manifest.shards().size(),
                    manifest.shards().stream().mapToLong(shard -> shard.bytes()).sum() >> 20,
                    manifest.rejected());
        }
    }

    /** Asks for an experiment with this data and cancels it at once, so that the data is ingested and nothing trained. */
    private DatasetManifest ingest(String address) throws InterruptedException {
        DataSource source = new DataSource(address, Optional.empty());
        String experiment = "million-" + System.currentTimeMillis();
        try (KafkaEventPublisher publisher = new KafkaEventPublisher(kafka)) {
            publish(
                    publisher,
                    experiment,
                    Json.read(
                            Json.bytes(Map.of(
                                    "experiment",
                                    experiment,
                                    "recipe",
                                    "demo",
                                    "overrides",
                                    Map.of("data.split", SPLIT),
                                    "data",
                                    source)),
                            ExperimentRequested.class));
            publish(
                    publisher,
                    experiment,
                    Json.read(Json.bytes(Map.of("experiment", experiment)), ExperimentCancelled.class));
        }
        String key = ObjectKeys.source(source.hash(SPLIT));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!store.exists(key)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not ingested within " + PATIENCE);
            }
            Thread.sleep(PAUSE_MS);
        }
        SourceRecord record = Json.read(store.get(key).orElseThrow().content(), SourceRecord.class);
        String dataset =
                record.dataset().orElseThrow(() -> new IllegalStateException("rejected: " + record.rejection()));
        return SampleIndex.manifest(store, dataset);
    }

    private static void publish(KafkaEventPublisher publisher, String experiment, FixresEvent event) {
        publisher.publish(
                Envelopes.of("/benchmarks", experiment, UUID.randomUUID().toString(), event));
    }

    private ProcessMemory memory(String name) {
        for (JsonNode process : endpoints.get("processes")) {
            if (process.get("name").asText().equals(name)) {
                return new ProcessMemory(
                        name,
                        process.get("pid").asLong(),
                        URI.create(process.get("url").asText()));
            }
        }
        throw new IllegalStateException("the stack has no process '" + name + "'");
    }

    @Override
    public void close() {
        store.close();
    }
}

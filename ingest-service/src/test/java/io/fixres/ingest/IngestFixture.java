package io.fixres.ingest;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.RejectedImage;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.recipe.SplitRule;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.ingest.archive.IngestLimits;
import io.fixres.ingest.dataset.DatasetStorage;
import io.fixres.ingest.source.Sources;
import io.fixres.kit.store.InMemoryObjectStore;
import io.fixres.kit.store.ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A real {@link Ingest} on a store in memory. */
public final class IngestFixture {
    /** Limits that no well-formed test archive meets. */
    public static final IngestLimits LIMITS = new IngestLimits(1_000_000, 1 << 20, 1L << 30, 1000, 200);

    /** Never stops. */
    public static final Ingest.Watch UNWATCHED = new Ingest.Watch() {
        @Override
        public void progress(long images, Optional<Double> share) {
            // Nobody looks.
        }

        @Override
        public boolean stopped() {
            return false;
        }
    };

    private final Path work;
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Ingest ingest;

    /** With a directory for temporary files. */
    public IngestFixture(Path work) {
        this(work, LIMITS);
    }

    /** With limits. */
    public IngestFixture(Path work, IngestLimits limits) {
        this.work = work;
        this.ingest = new Ingest(
                new Sources(bucket -> store), new DatasetStorage(store), limits, 2, new IngestMeters(registry));
    }

    /** Ingests a file or directory. */
    public DatasetManifest ingest(Path source, String split) {
        return ingest(source.toString(), split);
    }

    /** Ingests an address. */
    public DatasetManifest ingest(String uri, String split) {
        try {
            return ingest.ingest(uri, SplitRule.parse(split), Files.createTempDirectory(work, "job"), UNWATCHED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ingest. */
    public Ingest ingest() {
        return ingest;
    }

    /** The store. */
    public InMemoryObjectStore store() {
        return store;
    }

    /** The meters. */
    public SimpleMeterRegistry registry() {
        return registry;
    }

    /** The sample list of a dataset. */
    public static List<SampleEntry> samples(ObjectStore store, DatasetManifest manifest) {
        return lines(store, ObjectKeys.samples(manifest.id()), SampleEntry.class);
    }

    /** What was refused. */
    public static List<RejectedImage> rejected(ObjectStore store, DatasetManifest manifest) {
        return lines(store, ObjectKeys.rejected(manifest.id()), RejectedImage.class);
    }

    /** The bytes that a sample's offset and length point at. */
    public static byte[] image(ObjectStore store, DatasetManifest manifest, SampleEntry sample) {
        try (InputStream in =
                store.open(ObjectKeys.shard(manifest.id(), sample.shard()), sample.offset(), sample.length())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> List<T> lines(ObjectStore store, String key, Class<T> type) {
        return new String(store.get(key).orElseThrow().content(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), type))
                .toList();
    }
}

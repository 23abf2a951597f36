package io.fixres.ingest.dataset;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.DatasetManifest.Shard;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Stores datasets. Every object is created once and the manifest is the last, so a dataset with a manifest is whole; a
 * second attempt, after a crash or beside another replica, finds its own objects and goes on.
 */
public final class DatasetStorage {
    private final ObjectStore store;

    /** In a store. */
    public DatasetStorage(ObjectStore store) {
        this.store = store;
    }

    /**
     * Stores a dataset; gives the manifest in the store, which is an older one if another source had the same images.
     *
     * @throws IllegalStateException if the store holds other content under the same name
     */
    public DatasetManifest store(AssembledDataset dataset) {
        DatasetManifest manifest = dataset.manifest();
        Optional<DatasetManifest> stored = find(manifest.id());
        if (stored.isPresent()) {
            return stored.get();
        }
        for (Shard shard : manifest.shards()) {
            create(
                    ObjectKeys.dataset(manifest.id()) + shard.name(),
                    dataset.directory().resolve(shard.name()),
                    shard.sha256());
        }
        create(ObjectKeys.samples(manifest.id()), dataset.samples(), manifest.samplesSha256());
        store.create(ObjectKeys.rejected(manifest.id()), dataset.rejected());
        store.create(ObjectKeys.datasetManifest(manifest.id()), Json.bytes(manifest));
        return find(manifest.id()).orElse(manifest);
    }

    /** The manifest of a stored dataset. */
    public Optional<DatasetManifest> find(String dataset) {
        return store.get(ObjectKeys.datasetManifest(dataset))
                .map(object -> Json.read(object.content(), DatasetManifest.class));
    }

    private void create(String key, Path file, String sha256) {
        if (!store.create(key, file) && !sha256(key).equals(sha256)) {
            throw new IllegalStateException("'" + key + "' is in the store with other content than its name stands for:"
                    + " it was damaged or changed; delete it and ask again");
        }
    }

    private String sha256(String key) {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = store.open(key, 0, -1);
                OutputStream hash = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(hash);
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot read '" + key + "': " + e.getMessage(), e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

package io.fixres.page.overview;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import jakarta.inject.Singleton;
import java.util.List;

/** Datasets that an experiment can be asked for with. */
@Singleton
public final class StoredDatasets {
    private static final int MOST = 50;

    private final ObjectStore store;

    public StoredDatasets(ObjectStore store) {
        this.store = store;
    }

    /** One dataset: number of its classes and of all its samples. */
    public record Entry(String id, String uri, int classes, long samples) {}

    /** Those that are whole. */
    public List<Entry> list() {
        return store.list(ObjectKeys.DATASETS).stream()
                .filter(key -> key.endsWith("/manifest.json"))
                .limit(MOST)
                .flatMap(key -> store.get(key).stream())
                .map(object -> Json.read(object.content(), DatasetManifest.class))
                .map(manifest -> new Entry(
                        manifest.id(),
                        manifest.uri(),
                        manifest.classes().size(),
                        manifest.splits().stream()
                                .mapToLong(DatasetManifest.SplitSize::samples)
                                .sum()))
                .toList();
    }
}

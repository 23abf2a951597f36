package io.fixres.augment.dataset;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.dataset.Split;
import io.fixres.kit.store.ObjectStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The indexes that were used last, at most eight. */
@Singleton
public class SplitIndexes {
    private static final int KEPT = 8;

    private final ObjectStore store;
    private final Path directory;
    private final Map<String, SplitIndex> byName = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SplitIndex> eldest) {
            return size() > KEPT;
        }
    };

    @Inject
    SplitIndexes(ObjectStore store, WorkDirectory work) {
        this(store, work.folder());
    }

    /** Of the datasets in a store, with files in a directory. */
    public SplitIndexes(ObjectStore store, Path directory) {
        this.store = store;
        this.directory = directory;
    }

    /**
     * The index of a split of a dataset.
     *
     * @throws MalformedDocumentException if there is no such dataset or split
     */
    public synchronized SplitIndex get(String dataset, String split) {
        return byName.computeIfAbsent(
                dataset + "/" + split, name -> SplitIndex.read(store, dataset, parse(split), directory));
    }

    private static Split parse(String split) {
        try {
            return Split.valueOf(split.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new MalformedDocumentException("split '" + split + "' must be train, validation or test", e);
        }
    }
}

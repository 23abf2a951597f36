package io.fixres.augment.dataset;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.dataset.Split;
import io.fixres.kit.store.ObjectStore;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The indexes that were used last, at most eight. */
@Singleton
public class SplitIndexes {
    private static final int KEPT = 8;

    private final ObjectStore store;
    private final Map<String, SplitIndex> byName = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SplitIndex> eldest) {
            return size() > KEPT;
        }
    };

    /** Of the datasets in a store. */
    public SplitIndexes(ObjectStore store) {
        this.store = store;
    }

    /**
     * The index of a split of a dataset.
     *
     * @throws MalformedDocumentException if there is no such dataset or split
     */
    public synchronized SplitIndex get(String dataset, String split) {
        return byName.computeIfAbsent(dataset + "/" + split, name -> SplitIndex.read(store, dataset, parse(split)));
    }

    private static Split parse(String split) {
        try {
            return Split.valueOf(split.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new MalformedDocumentException("split '" + split + "' must be train, validation or test", e);
        }
    }
}

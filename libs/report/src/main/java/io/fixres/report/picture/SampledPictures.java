package io.fixres.report.picture;

import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The pictures that were kept of each phase, {@code experiments/<id>/pictures/<phase>.safetensors}; batch topics forget
 * theirs after an hour. Remembers the last few: they are create-only. Safe for use by several threads.
 */
public final class SampledPictures {
    private static final int MOST_REMEMBERED = 4;

    private final ObjectStore store;
    private final Map<String, PictureSample> remembered = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PictureSample> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** Of a store. */
    public SampledPictures(ObjectStore store) {
        this.store = store;
    }

    /** Those of a phase; empty if none were kept. */
    public synchronized Optional<PictureSample> of(String experiment, String phase) {
        String key = ObjectKeys.pictures(experiment, phase);
        Optional<PictureSample> known = Optional.ofNullable(remembered.get(key));
        if (known.isPresent()) {
            return known;
        }
        Optional<PictureSample> read = store.get(key).map(object -> PictureSample.read(object.content()));
        read.ifPresent(sample -> remembered.put(key, sample));
        return read;
    }
}

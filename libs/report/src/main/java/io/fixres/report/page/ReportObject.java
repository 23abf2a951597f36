package io.fixres.report.page;

import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The report beside the checkpoints: created once, then replaced by compare-and-set. */
public final class ReportObject {
    private static final int TRIES = 5;

    private ReportObject() {}

    /**
     * Stores a report.
     *
     * @return its key
     * @throws IllegalStateException if others replace it again and again at the same time
     */
    public static String put(ObjectStore store, String experiment, String html) {
        String key = ObjectKeys.report(experiment);
        byte[] content = html.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < TRIES; i++) {
            Optional<StoredObject> old = store.get(key);
            boolean stored = old.isPresent()
                    ? store.replace(key, content, old.get().etag()).isPresent()
                    : store.create(key, content);
            if (stored) {
                return key;
            }
        }
        throw new IllegalStateException(
                "the report " + key + " is being replaced by somebody else all the time: try again");
    }
}

package io.fixres.trainer.lease;

import io.fixres.contracts.Json;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.util.Optional;

/**
 * {@code cancel-<attempt>.json}: asks an attempt to stop.
 *
 * @param event id of the request
 */
public record CancelMark(String event) {
    /** What a cancelled experiment says of itself. */
    public static final String MESSAGE = "cancelled on request; a request with resume: true goes on where it stopped";

    /** The mark of an attempt, empty if nobody asked. */
    public static Optional<CancelMark> read(ObjectStore store, String experiment, int attempt) {
        return store.get(ObjectKeys.cancel(experiment, attempt))
                .map(object -> Json.read(object.content(), CancelMark.class));
    }

    /** Marks an attempt; one that is marked stays so. */
    public void create(ObjectStore store, String experiment, int attempt) {
        store.create(ObjectKeys.cancel(experiment, attempt), Json.bytes(this));
    }
}

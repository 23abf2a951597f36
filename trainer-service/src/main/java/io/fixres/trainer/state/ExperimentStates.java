package io.fixres.trainer.state;

import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.util.Optional;
import java.util.function.Function;

/** Reads and changes {@code state.json} of experiments. */
public final class ExperimentStates {
    private final ObjectStore store;

    /** In a store. */
    public ExperimentStates(ObjectStore store) {
        this.store = store;
    }

    /** The state of an experiment, empty if it is unknown. */
    public Optional<StoredState> read(String experiment) {
        return store.get(ObjectKeys.state(experiment))
                .map(object -> new StoredState(Json.read(object.content(), ExperimentState.class), object.etag()));
    }

    /** Creates a state; empty if the experiment has one. */
    public Optional<StoredState> create(ExperimentState state) {
        return store.createReturningEtag(ObjectKeys.state(state.experiment()), Json.bytes(state))
                .map(etag -> new StoredState(state, etag));
    }

    /** Replaces a state by compare-and-set; empty if another writer was faster. */
    public Optional<StoredState> replace(StoredState old, ExperimentState next) {
        return store.replace(ObjectKeys.state(next.experiment()), Json.bytes(next), old.etag())
                .map(etag -> new StoredState(next, etag));
    }

    /**
     * Changes a state, reading again for as long as other writers are faster.
     *
     * @param change the next state, or empty to leave the state as it is
     * @return the state as it stands afterwards, empty if the experiment is unknown
     */
    public Optional<StoredState> change(
            String experiment, Function<ExperimentState, Optional<ExperimentState>> change) {
        while (true) {
            Optional<StoredState> old = read(experiment);
            Optional<ExperimentState> next = old.flatMap(stored -> change.apply(stored.state()));
            if (next.isEmpty()) {
                return old;
            }
            Optional<StoredState> written = replace(old.get(), next.get());
            if (written.isPresent()) {
                return written;
            }
        }
    }
}

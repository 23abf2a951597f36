package io.fixres.cli.report;

import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.util.Comparator;
import java.util.List;

/** The experiments of a store. */
public final class StoredExperiments {
    private StoredExperiments() {}

    /** The states of all, oldest request first. */
    public static List<ExperimentState> all(ObjectStore store) {
        return store.list(ObjectKeys.EXPERIMENTS).stream()
                .flatMap(key -> ObjectKeys.experimentOfState(key).stream())
                .flatMap(id -> ExperimentFollower.state(store, id).stream())
                .sorted(Comparator.comparing(ExperimentState::requested).thenComparing(ExperimentState::experiment))
                .toList();
    }

    /** The states of a group's experiments, oldest request first; empty if there is no such group. */
    public static List<ExperimentState> ofGroup(ObjectStore store, String group) {
        return all(store).stream()
                .filter(state -> state.group().filter(group::equals).isPresent())
                .toList();
    }
}

package io.fixres.cli.command;

import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.cli.report.StoredExperiments;
import io.fixres.contracts.experiment.ExperimentState;
import java.util.List;
import java.util.Optional;

/**
 * What a user names: an experiment, or a group of them. An experiment goes before a group of the same name.
 *
 * @param members the experiment, or those of the group, oldest request first
 */
record Named(String name, boolean group, List<ExperimentState> members) {
    /**
     * Looks it up.
     *
     * @throws UsageException if there is neither
     */
    static Named of(Cluster cluster, String name) {
        Optional<ExperimentState> experiment = ExperimentFollower.state(cluster.store(), name);
        if (experiment.isPresent()) {
            return new Named(name, false, List.of(experiment.get()));
        }
        List<ExperimentState> members = StoredExperiments.ofGroup(cluster.store(), name);
        if (members.isEmpty()) {
            throw new UsageException(
                    "there is no experiment and no group '" + name + "' in this store: fixres list shows all");
        }
        return new Named(name, true, members);
    }

    /** Ids of the members. */
    List<String> ids() {
        return members.stream().map(ExperimentState::experiment).toList();
    }
}

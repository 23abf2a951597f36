package io.fixres.cli.command;

import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.cli.follow.Progress;
import io.fixres.contracts.experiment.ExperimentState;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres watch}: follows an experiment from its beginning. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Follow an experiment to its end and print the result; leaving it does not stop the experiment.",
        footer = "%nExit codes: 0 completed, 1 failed, 2 usage error, 3 cancelled, 130 interrupted.")
final class WatchCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(paramLabel = "ID", description = "id of the experiment")
    String experiment;

    @Option(
            names = "--json",
            description = "print one JSON object as the last line of standard output, all else on standard error")
    boolean json;

    @Override
    public Integer call() {
        try (Cluster cluster = clusterOptions.connect();
                Progress progress = Progress.onStandardError()) {
            ExperimentState state = Follow.known(cluster, experiment);
            try (ExperimentFollower follower =
                    ExperimentFollower.open(cluster, experiment, Optional.of(state.requested()), progress)) {
                state.source().ifPresent(follower::watchSource);
                return new Follow(spec, cluster, json).run(follower, experiment);
            }
        }
    }
}

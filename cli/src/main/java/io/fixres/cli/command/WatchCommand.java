package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.follow.Display;
import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.contracts.experiment.ExperimentState;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres watch}: follows an experiment from its beginning. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Follow an experiment, or all of a group, to the end and print the result; leaving does not stop it.",
            "A broker or a store that does not answer is waited for."
        },
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.COMPLETED_TEXT,
            ExitCodes.FAILED_TEXT,
            ExitCodes.USAGE_TEXT,
            ExitCodes.CANCELLED_TEXT,
            ExitCodes.INTERRUPTED_TEXT
        })
final class WatchCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(paramLabel = "ID", description = "id of the experiment or name of the group")
    String name;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() {
        try (Cluster cluster = clusterOptions.connect()) {
            Named named = Named.of(cluster, name);
            Optional<Instant> since =
                    named.members().stream().map(ExperimentState::requested).min(Instant::compareTo);
            try (Display display = named.group() ? Display.ofGroup(name, named.ids()) : Display.ofExperiment(name);
                    ExperimentFollower follower = ExperimentFollower.open(cluster, named.ids(), since, display)) {
                named.members().get(0).source().ifPresent(follower::watchSource);
                Follow follow = new Follow(spec, cluster, json.on);
                return named.group() ? follow.runGroup(follower, display, name) : follow.run(follower, display, name);
            }
        }
    }
}

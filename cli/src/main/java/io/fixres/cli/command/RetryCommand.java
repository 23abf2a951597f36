package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.cluster.Cluster;
import io.fixres.contracts.experiment.ExperimentState;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres retry}: asks a stopped experiment to go on and returns. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description =
                "Queue an experiment that was cancelled or has failed again, or those of a group; it goes on where it stopped.")
final class RetryCommand implements Callable<Integer> {
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
        PrintWriter err = spec.commandLine().getErr();
        try (Cluster cluster = clusterOptions.connect()) {
            Named named = Named.of(cluster, name);
            List<ExperimentState> asked = named.members().stream()
                    .filter(state -> !named.group() || Resuming.stopped(state))
                    .toList();
            asked.forEach(state -> Resuming.ask(cluster, state, err::println));
            if (asked.isEmpty()) {
                err.println("nothing of " + name + " has stopped");
            }
            json.print(spec.commandLine().getOut(), Statuses.of(asked), List::of);
            return ExitCodes.OK;
        }
    }
}

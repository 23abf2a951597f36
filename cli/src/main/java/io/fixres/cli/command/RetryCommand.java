package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.cluster.Cluster;
import java.io.PrintWriter;
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
        description = "Queue an experiment that was cancelled or has failed again; it goes on where it stopped.")
final class RetryCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(paramLabel = "ID", description = "id of the experiment")
    String experiment;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try (Cluster cluster = clusterOptions.connect()) {
            Resuming.ask(cluster, Follow.known(cluster, experiment), err::println);
            return ExitCodes.OK;
        }
    }
}

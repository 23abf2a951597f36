package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.cluster.Cluster;
import io.fixres.contracts.experiment.ExperimentState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres cancel}: asks an experiment to stop and waits until it has. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Stop an experiment that waits or runs; it saves a checkpoint and can be resumed.")
final class CancelCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(paramLabel = "ID", description = "id of the experiment")
    String experiment;

    @Option(names = "--no-wait", description = "return at once, not when it has stopped")
    boolean noWait;

    @Override
    public Integer call() throws InterruptedException {
        try (Cluster cluster = clusterOptions.connect()) {
            ExperimentState state = Follow.known(cluster, experiment);
            PrintWriter err = spec.commandLine().getErr();
            if (state.status().ended()) {
                err.println("fixres: " + experiment + " has ended already: " + Wordings.status(state.status()));
                return ExitCodes.FAILED;
            }
            Requests.cancel(cluster, experiment);
            return noWait ? ExitCodes.OK : awaitEnd(cluster, err);
        }
    }

    private int awaitEnd(Cluster cluster, PrintWriter err) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            ExperimentState state = Follow.known(cluster, experiment);
            if (state.status().ended()) {
                err.println(experiment + ": " + Wordings.status(state.status()));
                return ExitCodes.OK;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        err.println("fixres: " + experiment + " has not stopped within " + PATIENCE.toMinutes()
                + " minutes: does a trainer-service run? The request stays and is obeyed when one does");
        return ExitCodes.FAILED;
    }
}

package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.cluster.Cluster;
import io.fixres.contracts.experiment.ExperimentState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
        description =
                "Stop an experiment, or all of a group, that waits or runs; it saves a checkpoint and can be resumed.")
final class CancelCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(paramLabel = "ID", description = "id of the experiment or name of the group")
    String name;

    @Option(names = "--no-wait", description = "return at once, not when it has stopped")
    boolean noWait;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() throws InterruptedException {
        try (Cluster cluster = clusterOptions.connect()) {
            Named named = Named.of(cluster, name);
            List<ExperimentState> open = named.members().stream()
                    .filter(state -> !state.status().ended())
                    .toList();
            PrintWriter err = spec.commandLine().getErr();
            if (open.isEmpty()) {
                err.println("fixres: " + name + " has ended already: "
                        + Wordings.status(named.members().get(0).status()));
                return ExitCodes.FAILED;
            }
            open.forEach(state -> Requests.cancel(cluster, state.experiment()));
            List<String> ids = open.stream().map(ExperimentState::experiment).toList();
            int code = noWait ? ExitCodes.OK : awaitEnd(cluster, ids, err);
            List<ExperimentState> states =
                    ids.stream().map(id -> Follow.known(cluster, id)).toList();
            json.print(spec.commandLine().getOut(), Statuses.of(states), List::of);
            return code;
        }
    }

    private int awaitEnd(Cluster cluster, List<String> ids, PrintWriter err) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Set<String> open = new LinkedHashSet<>(ids);
        while (!open.isEmpty() && System.nanoTime() < end) {
            for (String id : List.copyOf(open)) {
                ExperimentState state = Follow.known(cluster, id);
                if (state.status().ended()) {
                    err.println(id + ": " + Wordings.status(state.status()));
                    open.remove(id);
                }
            }
            if (!open.isEmpty()) {
                Thread.sleep(PAUSE.toMillis());
            }
        }
        if (open.isEmpty()) {
            return ExitCodes.OK;
        }
        err.println("fixres: " + String.join(", ", open) + " did not stop within " + PATIENCE.toMinutes()
                + " minutes: does a trainer-service run? The request stays and is obeyed when one does");
        return ExitCodes.FAILED;
    }
}

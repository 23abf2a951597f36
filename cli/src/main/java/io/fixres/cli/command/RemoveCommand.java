package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres rm}: removes all that is stored of an experiment; its dataset stays. */
@Command(
        name = "rm",
        mixinStandardHelpOptions = true,
        description = "Remove all objects of an experiment that has ended; its dataset stays.")
final class RemoveCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(paramLabel = "ID", description = "id of the experiment")
    String experiment;

    @Override
    public Integer call() {
        try (Cluster cluster = clusterOptions.connect()) {
            ExperimentState state = Follow.known(cluster, experiment);
            if (!state.status().ended()) {
                throw new UsageException("experiment '" + experiment + "' is " + Wordings.status(state.status())
                        + " and only one that has ended can be removed: stop it first with fixres cancel "
                        + experiment);
            }
            long removed = remove(cluster.store());
            spec.commandLine().getErr().println("removed " + experiment + ": " + removed + " objects");
            return ExitCodes.OK;
        }
    }

    /** The state goes last, so that a removal that was interrupted can be repeated. */
    private long remove(ObjectStore store) {
        String state = ObjectKeys.state(experiment);
        long removed = Stream.of(
                        ObjectKeys.PENDING_EVALUATIONS + experiment + "/",
                        ObjectKeys.PENDING_RETENTION + experiment + "/",
                        ObjectKeys.experiment(experiment))
                .flatMap(prefix -> store.list(prefix).stream())
                .filter(key -> !key.equals(state))
                .peek(store::delete)
                .count();
        store.delete(state);
        return removed + 1;
    }
}

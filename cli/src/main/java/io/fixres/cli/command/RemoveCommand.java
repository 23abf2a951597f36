package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
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
        description = "Remove all objects of an experiment that has ended, or of all of a group; the dataset stays.")
final class RemoveCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(paramLabel = "ID", description = "id of the experiment or name of the group")
    String name;

    @Mixin
    JsonOption json;

    /** What {@code --json} prints. */
    record Removed(List<Experiment> experiments) {
        /** One of them and how many objects it had. */
        record Experiment(String experiment, long objects) {}
    }

    @Override
    public Integer call() {
        try (Cluster cluster = clusterOptions.connect()) {
            Named named = Named.of(cluster, name);
            named.members().stream()
                    .filter(state -> !state.status().ended())
                    .findFirst()
                    .ifPresent(state -> {
                        throw new UsageException("experiment '" + state.experiment() + "' is "
                                + Wordings.status(state.status())
                                + " and only one that has ended can be removed: stop it first with fixres cancel "
                                + name);
                    });
            List<Removed.Experiment> removed = new ArrayList<>();
            for (String experiment : named.ids()) {
                removed.add(new Removed.Experiment(experiment, remove(cluster.store(), experiment)));
            }
            removed.forEach(r ->
                    spec.commandLine().getErr().println("removed " + r.experiment() + ": " + r.objects() + " objects"));
            json.print(spec.commandLine().getOut(), new Removed(removed), List::of);
            return ExitCodes.OK;
        }
    }

    /** The state goes last, so that a removal that was interrupted can be repeated. */
    private static long remove(ObjectStore store, String experiment) {
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

package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.report.StoredExperiments;
import io.fixres.cli.report.TextTable;
import io.fixres.cli.terminal.Terminal;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.storage.ObjectKeys;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fixres list}: all experiments, who runs them and their place in the queue. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "List experiments, newest last: status, who runs it or its place in the queue, and how far it is.")
final class ListCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Option(names = "--group", paramLabel = "NAME", description = "only experiments of this group")
    Optional<String> group;

    @Mixin
    JsonOption json;

    /** What {@code --json} prints. */
    record Listing(List<ExperimentState> experiments) {}

    @Override
    public Integer call() {
        try (Cluster cluster = clusterOptions.connect()) {
            List<ExperimentState> states = group.map(name -> StoredExperiments.ofGroup(cluster.store(), name))
                    .orElseGet(() -> StoredExperiments.all(cluster.store()));
            json.print(spec.commandLine().getOut(), new Listing(states), () -> table(
                            states, cluster.store().list(ObjectKeys.QUEUE))
                    .lines(Terminal.current().outWidth()));
            return ExitCodes.OK;
        }
    }

    static TextTable table(List<ExperimentState> states, List<String> queue) {
        TextTable table = new TextTable(
                "experiment", "status", "progress", "?trainer or queue", "?requested", "?recipe", "?group");
        for (ExperimentState state : states) {
            table.row(
                    state.experiment(),
                    Wordings.status(state.status()),
                    progress(state),
                    whereabouts(state, queue),
                    TIME.format(state.requested()),
                    state.recipeName(),
                    state.group().orElse(""));
        }
        return table;
    }

    private static String whereabouts(ExperimentState state, List<String> queue) {
        Optional<Integer> place = state.queueEntry().map(queue::indexOf).filter(i -> i >= 0);
        return state.lease()
                .map(ExperimentState.Lease::trainer)
                .or(() -> place.map(i -> "place " + (i + 1)))
                .orElse("");
    }

    private static String progress(ExperimentState state) {
        String phases = state.phases().isEmpty() ? "" : state.phases().size() + " phases done";
        if (state.status().ended() && state.position().isEmpty()) {
            return phases;
        }
        return state.position()
                .map(at -> "step " + at.step() + " saved (phase " + (at.phaseIndex() + 1) + ", epoch "
                        + (at.epoch() + 1) + ")")
                .orElse(phases);
    }
}

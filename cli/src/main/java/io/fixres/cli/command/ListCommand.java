package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.cli.report.TextTable;
import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.storage.ObjectKeys;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
    private static final Pattern STATE =
            Pattern.compile(Pattern.quote(ObjectKeys.EXPERIMENTS) + "([^/]+)/state\\.json");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Option(names = "--json", description = "print one state object a line")
    boolean json;

    @Override
    public Integer call() {
        try (Cluster cluster = clusterOptions.connect()) {
            List<ExperimentState> states = cluster.store().list(ObjectKeys.EXPERIMENTS).stream()
                    .map(STATE::matcher)
                    .filter(java.util.regex.Matcher::matches)
                    .flatMap(matcher -> ExperimentFollower.state(cluster.store(), matcher.group(1)).stream())
                    .sorted(Comparator.comparing(ExperimentState::requested))
                    .toList();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                states.forEach(state -> out.println(Json.text(state)));
            } else {
                table(states, cluster.store().list(ObjectKeys.QUEUE)).forEach(out::println);
            }
            return ExitCodes.OK;
        }
    }

    static List<String> table(List<ExperimentState> states, List<String> queue) {
        TextTable table = new TextTable("experiment", "recipe", "status", "trainer or queue", "progress", "requested");
        for (ExperimentState state : states) {
            table.row(
                    state.experiment(),
                    state.recipeName(),
                    Wordings.status(state.status()),
                    whereabouts(state, queue),
                    progress(state),
                    TIME.format(state.requested()));
        }
        return table.lines();
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

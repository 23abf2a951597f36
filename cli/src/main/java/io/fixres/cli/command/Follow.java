package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.follow.Display;
import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.cli.follow.Outcome;
import io.fixres.cli.group.GroupReport;
import io.fixres.cli.report.ResultTable;
import io.fixres.cli.report.Results;
import io.fixres.cli.report.RunReport;
import io.fixres.cli.report.StoredExperiments;
import io.fixres.cli.terminal.Terminal;
import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Follows experiments to their ends and prints what came out: tables on standard output, or with {@code json} one object
 * there and the tables on standard error.
 */
record Follow(CommandSpec spec, Cluster cluster, boolean json) {
    /** Follows one and prints all evaluations. */
    int run(ExperimentFollower follower, Display display, String experiment) {
        return run(follower, display, experiment, null);
    }

    /**
     * Follows one and prints.
     *
     * @param table lines to print instead of all evaluations
     */
    int run(ExperimentFollower follower, Display display, String experiment, Function<Results, List<String>> table) {
        int code = tables(follower, display, experiment, table);
        printJson(experiment);
        return code;
    }

    /** {@link #run} without the JSON object. */
    int tables(ExperimentFollower follower, Display display, String experiment, Function<Results, List<String>> table) {
        Outcome outcome = outcomes(follower, display).get(experiment);
        PrintWriter err = spec.commandLine().getErr();
        if (outcome instanceof Outcome.Completed completed) {
            Results results = Results.of(cluster.store(), experiment);
            print(table == null ? ResultTable.lines(completed.state(), results) : table.apply(results));
        }
        if (outcome instanceof Outcome.Failed failed) {
            err.println("fixres: " + experiment + " has failed: " + failed.message());
        } else if (outcome instanceof Outcome.Cancelled) {
            err.println("fixres: " + experiment + " was cancelled; it goes on with: fixres run --resume " + experiment);
        }
        return code(List.of(outcome));
    }

    /** Follows a group and prints its statistics. */
    int runGroup(ExperimentFollower follower, Display display, String group) {
        Map<String, Outcome> outcomes = outcomes(follower, display);
        GroupReport report = GroupReport.of(cluster.store(), group, StoredExperiments.ofGroup(cluster.store(), group));
        Terminal terminal = Terminal.current();
        print(report.lines(json ? terminal.errorPaint() : terminal.outPaint(), terminal.outWidth()));
        if (json) {
            spec.commandLine().getOut().println(Json.text(report));
            spec.commandLine().getOut().flush();
        }
        int code = code(outcomes.values());
        if (code != ExitCodes.OK) {
            spec.commandLine()
                    .getErr()
                    .println("fixres: not all of " + group + " completed; the rest goes on with: fixres run --resume "
                            + group);
        }
        return code;
    }

    private static Map<String, Outcome> outcomes(ExperimentFollower follower, Display display) {
        Map<String, Outcome> outcomes = follower.follow();
        display.close();
        Interruption.over();
        return outcomes;
    }

    private void print(List<String> lines) {
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        out.println();
        lines.forEach(out::println);
        out.flush();
    }

    /** One that failed counts more than one that was cancelled. */
    static int code(Collection<Outcome> outcomes) {
        if (outcomes.stream().anyMatch(Outcome.Failed.class::isInstance)) {
            return ExitCodes.FAILED;
        }
        return outcomes.stream().anyMatch(Outcome.Cancelled.class::isInstance) ? ExitCodes.CANCELLED : ExitCodes.OK;
    }

    private void printJson(String experiment) {
        if (!json) {
            return;
        }
        RunReport report = ExperimentFollower.state(cluster.store(), experiment)
                .map(state -> RunReport.of(state, Results.of(cluster.store(), experiment), secondsSince(state)))
                .orElseGet(() -> new RunReport(experiment, ExperimentStatus.FAILED, 0, List.of(), List.of()));
        spec.commandLine().getOut().println(Json.text(report));
        spec.commandLine().getOut().flush();
    }

    private static double secondsSince(ExperimentState state) {
        return Duration.between(state.requested(), Instant.now()).toMillis() / 1000.0;
    }

    /** The state of an experiment that the user named. */
    static ExperimentState known(Cluster cluster, String experiment) {
        Optional<ExperimentState> state = ExperimentFollower.state(cluster.store(), experiment);
        return state.orElseThrow(() ->
                new UsageException("there is no experiment '" + experiment + "' in this store: fixres list shows all"));
    }
}

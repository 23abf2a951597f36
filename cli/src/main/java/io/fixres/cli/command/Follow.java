package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.cli.follow.Outcome;
import io.fixres.cli.report.ResultTable;
import io.fixres.cli.report.Results;
import io.fixres.cli.report.RunReport;
import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Follows an experiment to its end and prints what came out: tables on standard output, or with {@code json} one object
 * there and the tables on standard error.
 */
record Follow(CommandSpec spec, Cluster cluster, boolean json) {
    /** Follows and prints all evaluations. */
    int run(ExperimentFollower follower, String experiment) {
        return run(follower, experiment, null);
    }

    /**
     * Follows and prints.
     *
     * @param table lines to print instead of all evaluations
     */
    int run(ExperimentFollower follower, String experiment, Function<Results, List<String>> table) {
        Outcome outcome = follower.follow();
        Interruption.over();
        PrintWriter err = spec.commandLine().getErr();
        if (outcome instanceof Outcome.Completed completed) {
            Results results = Results.of(cluster.store(), experiment);
            List<String> lines = table == null ? ResultTable.lines(completed.state(), results) : table.apply(results);
            PrintWriter out = json ? err : spec.commandLine().getOut();
            out.println();
            lines.forEach(out::println);
            out.flush();
            printJson(experiment);
            return ExitCodes.OK;
        }
        printJson(experiment);
        if (outcome instanceof Outcome.Failed failed) {
            err.println("fixres: " + experiment + " has failed: " + failed.message());
            return ExitCodes.FAILED;
        }
        err.println("fixres: " + experiment + " was cancelled; it goes on with: fixres run --resume " + experiment);
        return ExitCodes.CANCELLED;
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

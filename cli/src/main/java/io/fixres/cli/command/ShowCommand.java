package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.report.ResultTable;
import io.fixres.cli.report.Results;
import io.fixres.cli.report.RunReport;
import io.fixres.contracts.Json;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.ExperimentState;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres show}: what is stored of one experiment. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show an experiment: state, phases, checkpoints, evaluations and paired tests.")
final class ShowCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(paramLabel = "ID", description = "id of the experiment")
    String experiment;

    @Option(names = "--json", description = "print the object that run --json prints")
    boolean json;

    @Override
    public Integer call() {
        try (Cluster cluster = clusterOptions.connect()) {
            ExperimentState state = Follow.known(cluster, experiment);
            Results results = Results.of(cluster.store(), experiment);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                double seconds = state.phases().stream()
                        .mapToDouble(PhaseSummary::seconds)
                        .sum();
                out.println(Json.text(RunReport.of(state, results, seconds)));
            } else {
                print(state, results, out);
            }
            return ExitCodes.OK;
        }
    }

    private static void print(ExperimentState state, Results results, PrintWriter out) {
        out.println(state.experiment() + ": " + Wordings.status(state.status()) + ", recipe " + state.recipeName()
                + ", attempt " + state.attempt());
        state.message().ifPresent(out::println);
        state.lease().ifPresent(lease -> out.println("trainer " + lease.trainer()));
        state.dataset().ifPresent(dataset -> out.println("dataset " + dataset));
        ResultTable.lines(state, results).forEach(out::println);
        if (!state.checkpoints().isEmpty()) {
            out.println();
            out.println("checkpoints (fixres pull " + state.experiment() + " DIR)");
            state.checkpoints().forEach(checkpoint -> out.println("  " + checkpoint.key()));
        }
    }
}

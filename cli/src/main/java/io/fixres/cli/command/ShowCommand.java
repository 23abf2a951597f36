package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.group.GroupReport;
import io.fixres.cli.report.ResultTable;
import io.fixres.cli.report.Results;
import io.fixres.cli.report.RunReport;
import io.fixres.cli.terminal.Terminal;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.ExperimentState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres show}: what is stored of one experiment. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Show an experiment: state, phases, checkpoints, evaluations and paired tests.",
            "Or a group: mean, standard deviation and t interval over its seeds, heat maps of its grid, and which differences"
                    + " can be told from chance."
        })
final class ShowCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(paramLabel = "ID", description = "id of the experiment or name of the group")
    String name;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() {
        try (Cluster cluster = clusterOptions.connect()) {
            Named named = Named.of(cluster, name);
            PrintWriter out = spec.commandLine().getOut();
            Terminal terminal = Terminal.current();
            if (named.group()) {
                GroupReport report = GroupReport.of(cluster.store(), name, named.members());
                json.print(out, report, () -> report.lines(terminal.outPaint(), terminal.outWidth()));
                return ExitCodes.OK;
            }
            ExperimentState state = named.members().get(0);
            Results results = Results.of(cluster.store(), name);
            double seconds =
                    state.phases().stream().mapToDouble(PhaseSummary::seconds).sum();
            json.print(out, RunReport.of(state, results, seconds), () -> lines(state, results, terminal));
            return ExitCodes.OK;
        }
    }

    private static List<String> lines(ExperimentState state, Results results, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(terminal.outPaint().strong(state.experiment()) + ": "
                + Wordings.status(state.status(), terminal.outPaint()) + ", recipe " + state.recipeName() + ", attempt "
                + state.attempt());
        state.group().ifPresent(group -> lines.add("group " + group));
        state.message().ifPresent(lines::add);
        state.lease().ifPresent(lease -> lines.add("trainer " + lease.trainer()));
        state.dataset().ifPresent(dataset -> lines.add("dataset " + dataset));
        lines.addAll(ResultTable.lines(state, results, terminal.outWidth()));
        if (!state.checkpoints().isEmpty()) {
            lines.add("");
            lines.add("checkpoints (fixres pull " + state.experiment() + ")");
            state.checkpoints().forEach(checkpoint -> lines.add("  " + checkpoint.key()));
        }
        return lines;
    }
}

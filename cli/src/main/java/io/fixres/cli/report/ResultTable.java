package io.fixres.cli.report;

import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.ExperimentState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** All evaluations of an experiment, and what comparing its phases shows. */
public final class ResultTable {
    private ResultTable() {}

    /** Lines for people, as wide as they are. */
    public static List<String> lines(ExperimentState state, Results results) {
        return lines(state, results, OptionalInt.empty());
    }

    /** Lines for people whose tables fit a width. */
    public static List<String> lines(ExperimentState state, Results results, OptionalInt width) {
        List<String> lines = new ArrayList<>();
        for (PhaseSummary phase : state.phases()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: %d epochs at %d px in %.0f s, %.0f images/s, %.0f %% of the time waiting for data",
                    phase.name(),
                    phase.epochs(),
                    phase.resolution(),
                    phase.seconds(),
                    phase.imagesPerSecond(),
                    100 * phase.dataWait()));
        }
        lines.add("");
        lines.addAll(table(results).lines(width));
        List<String> tests = comparisons(results);
        if (!tests.isEmpty()) {
            lines.add("");
            lines.addAll(tests);
        }
        return lines;
    }

    private static TextTable table(Results results) {
        TextTable table = new TextTable(
                "phase", ">epoch", ">px", "transform", "?split", "?>n", ">top-1 %", "95 % interval", "?>loss");
        for (EvaluationResult e : results.all()) {
            table.row(
                    e.phase(),
                    String.valueOf(e.epoch() + 1),
                    String.valueOf(e.resolution()),
                    EvaluationTable.conditions(e),
                    e.split(),
                    String.valueOf(e.n()),
                    percent(e.top1()),
                    interval(e),
                    String.format(Locale.ROOT, "%.3f", e.loss()));
        }
        return table;
    }

    /** Phases that were scored at the same resolution under the same transform are compared picture by picture. */
    private static List<String> comparisons(Results results) {
        List<EvaluationResult> last = results.lastOfPhases();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < last.size(); i++) {
            for (int j = i + 1; j < last.size(); j++) {
                EvaluationResult before = last.get(i);
                EvaluationResult after = last.get(j);
                if (!before.phase().equals(after.phase())
                        && before.sameConditions(after)
                        && before.dataset().equals(after.dataset())) {
                    String where = " at " + after.resolution() + " px, " + EvaluationTable.conditions(after);
                    lines.add(PairedComparison.of(after.phase() + where, after, before.phase(), before)
                            .sentence());
                }
            }
        }
        return lines;
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    static String interval(EvaluationResult e) {
        return percent(e.low()) + " to " + percent(e.high());
    }
}

package io.fixres.cli.report;

import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.evaluation.ClassScore;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Evaluations with their diagnostics, as {@code fixres evaluate} prints them. */
public final class EvaluationTable {
    private static final int MISTAKES = 5;

    private EvaluationTable() {}

    /** One row for each result, then comparisons of checkpoints under the same conditions. */
    public static List<String> lines(List<EvaluationResult> results) {
        boolean top5 = results.stream().anyMatch(e -> e.top5().isPresent());
        TextTable table = new TextTable(
                "checkpoint",
                ">px",
                "transform",
                ">n",
                ">top-1 %",
                "95 % interval",
                top5 ? ">top-5 %" : "",
                ">loss",
                ">ECE %",
                ">zeros %",
                ">object size");
        results.forEach(e -> table.row(
                name(e),
                String.valueOf(e.resolution()),
                conditions(e),
                String.valueOf(e.n()),
                ResultTable.percent(e.top1()),
                ResultTable.interval(e),
                e.top5().map(top -> ResultTable.percent(top.share())).orElse(""),
                String.format(Locale.ROOT, "%.3f", e.loss()),
                ResultTable.percent(e.calibration().error()),
                e.features().map(f -> ResultTable.percent(f.zeros())).orElse(""),
                e.objectSize()
                        .map(size -> String.format(Locale.ROOT, "%.2f", size.ratio()))
                        .orElse("")));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(
                "Intervals are Wilson's. ECE: expected calibration error, 15 bins. Zeros: of the pooled features. Object size:"
                        + " how large an object looks, in training 1.");
        comparisons(results, lines);
        return lines;
    }

    private static void comparisons(List<EvaluationResult> results, List<String> lines) {
        for (int i = 0; i < results.size(); i++) {
            for (int j = i + 1; j < results.size(); j++) {
                EvaluationResult before = results.get(i);
                EvaluationResult after = results.get(j);
                if (before.sameConditions(after) && !before.checkpoint().equals(after.checkpoint())) {
                    lines.add(PairedComparison.of(
                                    name(after) + " at " + after.resolution() + " px, " + conditions(after),
                                    after,
                                    name(before),
                                    before)
                            .sentence());
                }
            }
        }
    }

    /** Classes and worst mistakes of one result. */
    public static List<String> details(EvaluationResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(name(result) + " at " + result.resolution() + " px, " + conditions(result));
        TextTable classes = new TextTable("class", ">n", ">predicted", ">right", ">precision %", ">recall %");
        for (ClassScore score : result.perClass()) {
            classes.row(
                    score.name(),
                    String.valueOf(score.n()),
                    String.valueOf(score.predicted()),
                    String.valueOf(score.correct()),
                    share(score.precision()),
                    share(score.recall()));
        }
        lines.addAll(classes.lines());
        result.mistakes().stream().limit(MISTAKES).forEach(mistake -> lines.add(mistake(result, mistake)));
        return lines;
    }

    private static String mistake(EvaluationResult result, Mistake mistake) {
        return String.format(
                Locale.ROOT,
                "  %s: %s taken for %s, %.1f %% sure",
                mistake.picture().map(Mistake.Picture::key).orElse("sample " + mistake.sample()),
                result.classes().get(mistake.label()),
                result.classes().get(mistake.predicted()),
                100 * mistake.confidence());
    }

    private static String share(Optional<Double> value) {
        return value.map(ResultTable::percent).orElse("");
    }

    /** Phase and epoch, or the file where they are not known. */
    static String name(EvaluationResult result) {
        return result.phase().isEmpty() ? result.checkpoint() : result.phase() + " epoch " + (result.epoch() + 1);
    }

    /** The transform, and what was done to the network. */
    static String conditions(EvaluationResult result) {
        return result.transform() + (result.method() == AdaptationMethod.NONE ? "" : ", adapted");
    }
}

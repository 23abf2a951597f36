package io.fixres.report.snapshot;

import io.fixres.contracts.evaluation.ClassScore;
import io.fixres.contracts.evaluation.ConfusionCell;
import io.fixres.contracts.evaluation.EvaluationResult;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How often each class was taken for each.
 *
 * @param matrix row: true class, column: predicted class; absent for more than {@value #MOST_CLASSES} classes
 * @param recall by class: share of its pictures that were found; absent where it has none
 * @param precision by class: share of its predictions that were right; absent where it was never predicted
 * @param pairs the confusions seen most often
 */
public record Confusion(
        Optional<List<List<Long>>> matrix,
        List<Optional<Double>> recall,
        List<Optional<Double>> precision,
        List<ConfusionCell> pairs) {
    static final int MOST_CLASSES = 64;
    private static final int MOST_PAIRS = 12;

    static Confusion of(EvaluationResult result) {
        int classes = result.classes().size();
        return new Confusion(
                classes <= MOST_CLASSES ? Optional.of(matrix(result.confusion(), classes)) : Optional.empty(),
                result.perClass().stream().map(ClassScore::recall).toList(),
                result.perClass().stream().map(ClassScore::precision).toList(),
                result.confusion().stream()
                        .filter(cell -> cell.label() != cell.predicted())
                        .sorted(Comparator.comparingLong(ConfusionCell::n).reversed())
                        .limit(MOST_PAIRS)
                        .toList());
    }

    private static List<List<Long>> matrix(List<ConfusionCell> cells, int classes) {
        long[][] counts = new long[classes][classes];
        cells.forEach(cell -> counts[cell.label()][cell.predicted()] = cell.n());
        return Arrays.stream(counts)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }
}

package io.fixres.contracts.evaluation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cell of the confusion matrix that is not zero; so a matrix of many classes stays as small as the split.
 *
 * @param label the true class
 * @param predicted the predicted class
 * @param n images
 */
public record ConfusionCell(int label, int predicted, long n) {
    /** All cells that are not zero, row by row of true classes. */
    static List<ConfusionCell> of(Predictions predictions) {
        Map<Integer, Map<Integer, Long>> rows = new TreeMap<>();
        for (int i = 0; i < predictions.size(); i++) {
            rows.computeIfAbsent(predictions.labels().get(i), label -> new TreeMap<>())
                    .merge(predictions.predicted().get(i), 1L, Long::sum);
        }
        return rows.entrySet().stream()
                .flatMap(row -> row.getValue().entrySet().stream()
                        .map(cell -> new ConfusionCell(row.getKey(), cell.getKey(), cell.getValue())))
                .toList();
    }
}

package io.fixres.report.snapshot;

import io.fixres.contracts.evaluation.Predictions;
import java.util.ArrayList;
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
        Optional<List<List<Integer>>> matrix,
        List<Optional<Double>> recall,
        List<Optional<Double>> precision,
        List<Pair> pairs) {
    static final int MOST_CLASSES = 64;
    private static final int MOST_PAIRS = 12;

    /** One kind of mistake. */
    public record Pair(int label, int predicted, int count) {}

    /** Counts. */
    public static Confusion of(Predictions predictions, int classes) {
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < predictions.labels().size(); i++) {
            counts[predictions.labels().get(i)][predictions.predicted().get(i)]++;
        }
        List<Optional<Double>> recall = new ArrayList<>();
        List<Optional<Double>> precision = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            int labelled = 0;
            int predicted = 0;
            for (int other = 0; other < classes; other++) {
                labelled += counts[c][other];
                predicted += counts[other][c];
            }
            recall.add(share(counts[c][c], labelled));
            precision.add(share(counts[c][c], predicted));
        }
        return new Confusion(
                classes <= MOST_CLASSES ? Optional.of(rows(counts)) : Optional.empty(),
                recall,
                precision,
                pairs(counts));
    }

    private static Optional<Double> share(int part, int whole) {
        return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
    }

    private static List<List<Integer>> rows(int[][] counts) {
        return java.util.Arrays.stream(counts)
                .map(row -> java.util.Arrays.stream(row).boxed().toList())
                .toList();
    }

    private static List<Pair> pairs(int[][] counts) {
        List<Pair> pairs = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            for (int predicted = 0; predicted < counts.length; predicted++) {
                if (label != predicted && counts[label][predicted] > 0) {
                    pairs.add(new Pair(label, predicted, counts[label][predicted]));
                }
            }
        }
        pairs.sort(Comparator.comparingInt(Pair::count).reversed());
        return List.copyOf(pairs.subList(0, Math.min(MOST_PAIRS, pairs.size())));
    }
}

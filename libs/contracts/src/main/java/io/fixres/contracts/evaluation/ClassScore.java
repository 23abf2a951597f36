package io.fixres.contracts.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One class among the predictions.
 *
 * @param name of the class
 * @param n images of the class
 * @param predicted images that were taken for it
 * @param correct images of the class that were taken for it
 * @param precision correct / predicted; absent if it was never predicted
 * @param recall correct / n; absent if no image is of the class
 */
public record ClassScore(
        String name, long n, long predicted, long correct, Optional<Double> precision, Optional<Double> recall) {
    /** Of all classes, in the order of the labels. */
    static List<ClassScore> of(Predictions predictions, List<String> classes) {
        long[] n = new long[classes.size()];
        long[] predicted = new long[classes.size()];
        long[] correct = new long[classes.size()];
        for (int i = 0; i < predictions.size(); i++) {
            n[predictions.labels().get(i)]++;
            predicted[predictions.predicted().get(i)]++;
            correct[predictions.labels().get(i)] += predictions.right(i) ? 1 : 0;
        }
        List<ClassScore> scores = new ArrayList<>(classes.size());
        for (int c = 0; c < classes.size(); c++) {
            scores.add(new ClassScore(
                    classes.get(c),
                    n[c],
                    predicted[c],
                    correct[c],
                    share(correct[c], predicted[c]),
                    share(correct[c], n[c])));
        }
        return List.copyOf(scores);
    }

    private static Optional<Double> share(long part, long whole) {
        return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
    }
}

package io.fixres.contracts.evaluation;

import java.util.List;

/**
 * Per-image predictions, column by column.
 *
 * @param samples sample numbers within the split
 * @param labels the true classes
 * @param predicted the most probable classes
 * @param confidence softmax probability of the predicted class
 * @param loss cross-entropy of the true class in nats
 * @param ranks place of the true class among all classes by probability, 0 where it was predicted; empty in results of
 *     older versions
 */
public record Predictions(
        List<Long> samples,
        List<Integer> labels,
        List<Integer> predicted,
        List<Float> confidence,
        List<Float> loss,
        List<Integer> ranks) {
    /** Fills what an older writer left out. */
    public Predictions {
        ranks = ranks == null ? List.of() : ranks;
    }

    /** Without ranks. */
    public Predictions(
            List<Long> samples,
            List<Integer> labels,
            List<Integer> predicted,
            List<Float> confidence,
            List<Float> loss) {
        this(samples, labels, predicted, confidence, loss, List.of());
    }

    /** Number of images. */
    public int size() {
        return labels.size();
    }

    /** Whether an image was classified rightly. */
    public boolean right(int i) {
        return predicted.get(i).equals(labels.get(i));
    }
}

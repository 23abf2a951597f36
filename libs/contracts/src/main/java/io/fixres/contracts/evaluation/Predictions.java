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
 */
public record Predictions(
        List<Long> samples, List<Integer> labels, List<Integer> predicted, List<Float> confidence, List<Float> loss) {}

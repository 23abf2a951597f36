package io.fixres.contracts.evaluation;

import java.util.List;

/**
 * The distribution of pooled features, all images and all features together, as the classifier got them.
 *
 * @param layer name of the pooling layer
 * @param size number of features of an image
 * @param zeros share that is exactly 0: no activation anywhere on the map
 * @param mean of all values
 * @param deviation standard deviation of all values
 * @param levels shares at which the distribution is cut, 0 to 1, see {@link #LEVELS}
 * @param quantiles for each level the value that this share does not exceed; accurate to 2^-12 of the value
 */
public record FeatureStatistics(
        String layer,
        int size,
        double zeros,
        double mean,
        double deviation,
        List<Double> levels,
        List<Double> quantiles) {
    /** The same for all results, so that they can be drawn over each other. */
    public static final List<Double> LEVELS = List.of(
            0.0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8,
            0.85, 0.9, 0.95, 0.98, 0.99, 1.0);
}

package io.fixres.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Quantiles of measured values. */
final class Quantiles {
    private Quantiles() {}

    /**
     * Interpolated between neighbours.
     *
     * @param share 0 to 1; half is the median
     */
    static double of(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double place = share * (sorted.size() - 1);
        int low = (int) place;
        int high = Math.min(low + 1, sorted.size() - 1);
        return sorted.get(low) + (place - low) * (sorted.get(high) - sorted.get(low));
    }
}

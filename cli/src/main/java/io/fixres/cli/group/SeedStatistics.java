package io.fixres.cli.group;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Mean and spread of one figure over seeds.
 *
 * @param n seeds
 * @param deviation sample standard deviation, with n - 1; absent for one seed
 * @param interval where the mean of all seeds lies with 95 % confidence; absent for one seed
 */
public record SeedStatistics(int n, double mean, Optional<Double> deviation, Optional<Interval> interval) {
    static final double CONFIDENCE = 0.95;

    /** Ends of an interval. */
    public record Interval(double low, double high) {
        /** Whether a value lies in it, ends included. */
        public boolean contains(double value) {
            return low <= value && value <= high;
        }
    }

    /**
     * Of one value for each seed. The interval is Student's (Biometrika 6, 1908): mean plus and minus the 97.5 % quantile of
     * t with n - 1 degrees of freedom times deviation / sqrt(n); quantiles by Apache Commons Statistics 1.2. It covers the
     * chance of training, not that of which pictures are in the test set, and may reach beyond 0 or 1 where n is small.
     *
     * @throws IllegalArgumentException for no values
     */
    public static SeedStatistics of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("statistics of no seeds");
        }
        int n = values.size();
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        if (n == 1) {
            return new SeedStatistics(1, mean, Optional.empty(), Optional.empty());
        }
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        double deviation = Math.sqrt(squares / (n - 1));
        double reach =
                TDistribution.of(n - 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2) * deviation / Math.sqrt(n);
        return new SeedStatistics(
                n, mean, Optional.of(deviation), Optional.of(new Interval(mean - reach, mean + reach)));
    }

    /**
     * Two-sided p of Student's one-sample test that the mean is 0; absent for one seed. Values that are all the same leave
     * t undefined: p is 1 if they are 0 and else 0.
     */
    Optional<Double> pOfZero() {
        return deviation.map(d -> {
            if (d == 0) {
                return mean == 0 ? 1.0 : 0.0;
            }
            double t = Math.abs(mean) / (d / Math.sqrt(n));
            return 2 * TDistribution.of(n - 1).survivalProbability(t);
        });
    }
}

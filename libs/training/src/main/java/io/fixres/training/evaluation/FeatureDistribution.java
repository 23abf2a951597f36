package io.fixres.training.evaluation;

import io.fixres.contracts.evaluation.FeatureStatistics;
import java.util.List;

/**
 * The distribution of many values in bounded memory: a histogram over the first 20 bits of their float32 form (sign,
 * exponent and 11 bits of mantissa), so that a quantile is accurate to 2^-12 of its value however many values there are.
 * The result does not depend on their order, but for the rounding of mean and deviation. Not thread safe.
 */
public final class FeatureDistribution {
    private static final int BITS = 20;
    private static final int SHIFT = Integer.SIZE - BITS;

    private final long[] counts = new long[1 << BITS];
    private long n;
    private long zeros;
    private double sum;
    private double squares;
    private float least = Float.POSITIVE_INFINITY;
    private float greatest = Float.NEGATIVE_INFINITY;

    /** Adds values; all must be finite. */
    public void add(float[] values) {
        for (float value : values) {
            float v = value + 0f; // -0 becomes 0
            counts[bin(v)]++;
            zeros += v == 0 ? 1 : 0;
            sum += v;
            squares += (double) v * v;
            least = Math.min(least, v);
            greatest = Math.max(greatest, v);
        }
        n += values.length;
    }

    /** Number of values. */
    public long size() {
        return n;
    }

    /** Share of the values that is exactly 0. */
    public double zeros() {
        return (double) zeros / n;
    }

    /** Mean of the values. */
    public double mean() {
        return sum / n;
    }

    /** Standard deviation of the values (divided by n). */
    public double deviation() {
        return Math.sqrt(Math.max(0, squares / n - mean() * mean()));
    }

    /**
     * The smallest value that at least a share of the values does not exceed.
     *
     * @param level the share, 0 to 1; 0 gives the least value
     * @throws IllegalStateException if there are no values
     */
    public double quantile(double level) {
        if (n == 0) {
            throw new IllegalStateException("a distribution of no values has no quantiles");
        }
        long rank = Math.max(1, (long) Math.ceil(level * n));
        if (rank == 1) {
            return least;
        }
        if (rank >= n) {
            return greatest;
        }
        int bin = -1;
        for (long seen = 0; seen < rank; ) {
            seen += counts[++bin];
        }
        return Math.min(greatest, Math.max(least, middle(bin)));
    }

    /** At the levels that all results share. */
    public FeatureStatistics statistics(String layer, int size) {
        List<Double> quantiles =
                FeatureStatistics.LEVELS.stream().map(this::quantile).toList();
        return new FeatureStatistics(layer, size, zeros(), mean(), deviation(), FeatureStatistics.LEVELS, quantiles);
    }

    /** Float order is the order of these numbers: negative floats have all bits turned, others the sign. */
    private static int bin(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE) >>> SHIFT;
    }

    private static double middle(int bin) {
        double low = bound(bin << SHIFT);
        double high = bound((bin << SHIFT) | (1 << SHIFT) - 1);
        boolean holdsZero = low == 0 || high == 0;
        return holdsZero ? 0 : (low + high) / 2;
    }

    private static float bound(int ordered) {
        return Float.intBitsToFloat(ordered < 0 ? ordered ^ Integer.MIN_VALUE : ~ordered);
    }
}

package io.fixres.contracts.evaluation;

/**
 * The 95 % score interval of a binomial share (Wilson, "Probable inference, the law of succession, and statistical
 * inference", JASA 22, 1927).
 */
public record WilsonInterval(double low, double high) {
    /** The .975 quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /**
     * Of {@code correct} successes in {@code n} trials.
     *
     * @throws IllegalArgumentException if n is not positive or correct is outside 0 to n
     */
    public static WilsonInterval of(long correct, long n) {
        if (n <= 0 || correct < 0 || correct > n) {
            throw new IllegalArgumentException(correct + " of " + n + ": need n > 0 and 0 <= correct <= n");
        }
        double p = (double) correct / n;
        double z2 = Z * Z;
        double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = Z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        return new WilsonInterval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}

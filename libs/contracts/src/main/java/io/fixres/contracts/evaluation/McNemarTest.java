package io.fixres.contracts.evaluation;

/**
 * Exact McNemar test of two classifiers on the same images (McNemar, Psychometrika 12, 1947; exact binomial form, two
 * sided).
 *
 * @param onlyFirst images that only the first got right
 * @param onlySecond images that only the second got right
 * @param p probability of a split at least as uneven if both were equally good
 */
public record McNemarTest(long onlyFirst, long onlySecond, double p) {
    /**
     * Of the two discordant counts; p is 1 when both are 0.
     *
     * @throws IllegalArgumentException for a negative count
     */
    public static McNemarTest of(long onlyFirst, long onlySecond) {
        if (onlyFirst < 0 || onlySecond < 0) {
            throw new IllegalArgumentException("counts must not be negative: " + onlyFirst + ", " + onlySecond);
        }
        long n = onlyFirst + onlySecond;
        long k = Math.min(onlyFirst, onlySecond);
        double logHalfPower = -n * Math.log(2);
        double logChoose = 0;
        double tail = 0;
        for (long i = 0; i <= k; i++) {
            tail += Math.exp(logChoose + logHalfPower);
            logChoose += Math.log((double) (n - i)) - Math.log(i + 1.0);
        }
        return new McNemarTest(onlyFirst, onlySecond, n == 0 ? 1 : Math.min(1, 2 * tail));
    }

    /**
     * Of two sets of predictions for the same samples in the same order.
     *
     * @throws IllegalArgumentException if the samples differ
     */
    public static McNemarTest of(Predictions first, Predictions second) {
        if (!first.samples().equals(second.samples())) {
            throw new IllegalArgumentException("a paired test needs the same samples in the same order");
        }
        long onlyFirst = 0;
        long onlySecond = 0;
        for (int i = 0; i < first.labels().size(); i++) {
            boolean a = first.predicted().get(i).equals(first.labels().get(i));
            boolean b = second.predicted().get(i).equals(second.labels().get(i));
            onlyFirst += a && !b ? 1 : 0;
            onlySecond += b && !a ? 1 : 0;
        }
        return of(onlyFirst, onlySecond);
    }
}

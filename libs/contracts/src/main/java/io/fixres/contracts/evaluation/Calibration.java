package io.fixres.contracts.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the network is as often right as it is confident (Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern
 * Neural Networks", ICML 2017): the expected calibration error is the mean over images of the distance between accuracy
 * and mean confidence of their bin. Fifteen bins of equal width, as there.
 *
 * @param error expected calibration error, 0 to 1
 * @param bins in order of confidence; empty ones are listed too
 */
public record Calibration(double error, List<Bin> bins) {
    /** Number of bins in the paper's tables. */
    public static final int BINS = 15;

    /**
     * Images whose confidence is in (low, high].
     *
     * @param n how many
     * @param confidence their mean confidence, 0 if there are none
     * @param accuracy share of them that was classified rightly, 0 if there are none
     */
    public record Bin(double low, double high, long n, double confidence, double accuracy) {}

    /** Of predictions. */
    static Calibration of(Predictions predictions) {
        long[] n = new long[BINS];
        long[] right = new long[BINS];
        double[] confidence = new double[BINS];
        for (int i = 0; i < predictions.size(); i++) {
            float sure = predictions.confidence().get(i);
            int bin = Math.max(0, Math.min(BINS - 1, (int) Math.ceil((double) sure * BINS) - 1));
            n[bin]++;
            right[bin] += predictions.right(i) ? 1 : 0;
            confidence[bin] += sure;
        }
        List<Bin> bins = new ArrayList<>(BINS);
        double error = 0;
        for (int b = 0; b < BINS; b++) {
            double sure = n[b] == 0 ? 0 : confidence[b] / n[b];
            double accuracy = n[b] == 0 ? 0 : (double) right[b] / n[b];
            bins.add(new Bin((double) b / BINS, (b + 1.0) / BINS, n[b], sure, accuracy));
            error += n[b] == 0 ? 0 : (double) n[b] / predictions.size() * Math.abs(accuracy - sure);
        }
        return new Calibration(error, List.copyOf(bins));
    }
}

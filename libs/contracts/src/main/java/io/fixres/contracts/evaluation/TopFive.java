package io.fixres.contracts.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * How often the true class was among the five most probable ones.
 *
 * @param correct number of such images
 * @param share of all images, 0 to 1
 * @param low lower end of the share's Wilson 95 % interval
 * @param high upper end
 */
public record TopFive(long correct, double share, double low, double high) {
    private static final int FIVE = 5;

    /** Of predictions; empty with five classes or fewer, where it says nothing, and where ranks are not known. */
    static Optional<TopFive> of(Predictions predictions, List<String> classes) {
        int n = predictions.size();
        if (classes.size() <= FIVE || n == 0 || predictions.ranks().size() != n) {
            return Optional.empty();
        }
        long correct = predictions.ranks().stream().filter(rank -> rank < FIVE).count();
        WilsonInterval interval = WilsonInterval.of(correct, n);
        return Optional.of(new TopFive(correct, (double) correct / n, interval.low(), interval.high()));
    }
}

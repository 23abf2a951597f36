package io.fixres.imaging.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** How often each outcome occurred in a number of draws. */
record Frequencies(Map<Object, Integer> counts, int draws) {
    /**
     * Draws.
     *
     * @param outcome of the draw with a number
     */
    static Frequencies of(int draws, IntFunction<Object> outcome) {
        Map<Object, Integer> counts = new TreeMap<>();
        for (int i = 0; i < draws; i++) {
            counts.merge(outcome.apply(i), 1, Integer::sum);
        }
        return new Frequencies(counts, draws);
    }

    /**
     * Fails unless there are so many outcomes, all as likely: Pearson's chi-squared, which exceeds its mean by five of its
     * standard deviations once in some ten thousand times.
     */
    void assertUniformOver(int outcomes) {
        assertThat(counts).hasSize(outcomes);
        double expected = (double) draws / outcomes;
        double squares = counts.values().stream()
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        double freedom = outcomes - 1.0;
        assertThat(squares).as("chi-squared of %s", counts).isLessThan(freedom + 5 * Math.sqrt(2 * freedom));
    }
}

package io.fixres.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times of two programs, taken in turns so that both meet the same noise. */
final class PairedTimes {
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();

    /** One round; the ratio of a round is that of its medians. */
    void round(List<Double> oursNow, List<Double> theirsNow) {
        ours.addAll(oursNow);
        theirs.addAll(theirsNow);
        ratios.add(Quantiles.of(oursNow, 0.5) / Quantiles.of(theirsNow, 0.5));
    }

    /** Median ratio over rounds, ours to theirs. */
    double ratio() {
        return Quantiles.of(ratios, 0.5);
    }

    /** A row of a table in Markdown. */
    String row(String name) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.3f | %.3f to %.3f | %d |",
                name,
                1000 * Quantiles.of(ours, 0.5),
                1000 * Quantiles.of(theirs, 0.5),
                ratio(),
                Quantiles.of(ratios, 0.25),
                Quantiles.of(ratios, 0.75),
                ours.size());
    }

    static String header(String peer) {
        return "| case | ours, ms | " + peer + ", ms | ratio | quartiles of rounds | steps of each |\n"
                + "| --- | --- | --- | --- | --- | --- |";
    }
}

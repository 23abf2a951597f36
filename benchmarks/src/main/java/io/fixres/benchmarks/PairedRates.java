package io.fixres.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rates of two programs, taken in turns so that both meet the same noise. */
final class PairedRates {
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();

    void round(double oursNow, double theirsNow) {
        ours.add(oursNow);
        theirs.add(theirsNow);
    }

    /** Median over rounds of ours to theirs. */
    double ratio() {
        return Quantiles.of(ratios(), 0.5);
    }

    private List<Double> ratios() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / theirs.get(i));
        }
        return ratios;
    }

    static String header(String unit) {
        return "| case | ours, " + unit + " | quartiles | peer | peer's, " + unit
                + " | quartiles | ratio | quartiles of rounds | rounds |\n"
                + "| --- | --- | --- | --- | --- | --- | --- | --- | --- |";
    }

    String row(String name, String peer) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %s | %s | %,.0f | %s | %.2f | %.2f to %.2f | %d |",
                name,
                Quantiles.of(ours, 0.5),
                quartiles(ours),
                peer,
                Quantiles.of(theirs, 0.5),
                quartiles(theirs),
                ratio(),
                Quantiles.of(ratios(), 0.25),
                Quantiles.of(ratios(), 0.75),
                ours.size());
    }

    static String quartiles(List<Double> values) {
        return String.format(Locale.ROOT, "%,.0f to %,.0f", Quantiles.of(values, 0.25), Quantiles.of(values, 0.75));
    }
}

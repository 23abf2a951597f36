package io.fixres.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
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
        return quantile(ratios(), 0.5);
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
                quantile(ours, 0.5),
                quartiles(ours),
                peer,
                quantile(theirs, 0.5),
                quartiles(theirs),
                ratio(),
                quantile(ratios(), 0.25),
                quantile(ratios(), 0.75),
                ours.size());
    }

    static String quartiles(List<Double> values) {
        return String.format(Locale.ROOT, "%,.0f to %,.0f", quantile(values, 0.25), quantile(values, 0.75));
    }

    /** A quantile, interpolated between neighbours. */
    static double quantile(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double place = share * (sorted.size() - 1);
        int low = (int) place;
        int high = Math.min(low + 1, sorted.size() - 1);
        return sorted.get(low) + (place - low) * (sorted.get(high) - sorted.get(low));
    }
}

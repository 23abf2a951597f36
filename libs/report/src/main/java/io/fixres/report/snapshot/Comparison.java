package io.fixres.report.snapshot;

import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.evaluation.McNemarTest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Two phases on the same pictures at one resolution under one transform.
 *
 * @param test pictures that only one of them got right, and the exact McNemar p
 */
public record Comparison(
        String first, String second, int resolution, String transform, AdaptationMethod adaptation, McNemarTest test) {
    /** The last epochs of phases that were scored alike, pair by pair. */
    static List<Comparison> of(List<Scored> last) {
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < last.size(); i++) {
            for (int j = i + 1; j < last.size(); j++) {
                if (last.get(i).comparable(last.get(j))) {
                    comparisons.add(of(last.get(j), last.get(i)));
                }
            }
        }
        return comparisons;
    }

    private static Comparison of(Scored first, Scored second) {
        return new Comparison(
                first.summary().phase(),
                second.summary().phase(),
                first.summary().resolution(),
                first.summary().transform(),
                first.summary().adaptation(),
                McNemarTest.of(only(first.right(), second.right()), only(second.right(), first.right())));
    }

    private static long only(BitSet these, BitSet others) {
        BitSet only = (BitSet) these.clone();
        only.andNot(others);
        return only.cardinality();
    }
}

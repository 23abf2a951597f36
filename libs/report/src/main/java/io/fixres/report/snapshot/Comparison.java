package io.fixres.report.snapshot;

import io.fixres.contracts.evaluation.McNemarTest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Two phases on the same pictures at one resolution under one transform.
 *
 * @param test pictures that only one of them got right, and the exact McNemar p
 */
public record Comparison(String first, String second, int resolution, String transform, McNemarTest test) {
    /** The last epochs of phases that were scored alike, pair by pair. */
    static List<Comparison> of(List<Scored> last) {
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < last.size(); i++) {
            for (int j = i + 1; j < last.size(); j++) {
                if (comparable(last.get(i), last.get(j))) {
                    comparisons.add(of(last.get(j), last.get(i)));
                }
            }
        }
        return comparisons;
    }

    private static boolean comparable(Scored a, Scored b) {
        return !a.result().phase().equals(b.result().phase())
                && a.result().resolution() == b.result().resolution()
                && a.result().transform().equals(b.result().transform())
                && a.result().dataset().equals(b.result().dataset())
                && a.samples().equals(b.samples());
    }

    private static Comparison of(Scored first, Scored second) {
        return new Comparison(
                first.result().phase(),
                second.result().phase(),
                first.result().resolution(),
                first.result().transform(),
                McNemarTest.of(only(first.right(), second.right()), only(second.right(), first.right())));
    }

    private static long only(BitSet these, BitSet others) {
        BitSet only = (BitSet) these.clone();
        only.andNot(others);
        return only.cardinality();
    }
}

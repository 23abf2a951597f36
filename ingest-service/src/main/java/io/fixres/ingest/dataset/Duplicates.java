package io.fixres.ingest.dataset;

import java.util.ArrayList;
import java.util.List;

/** Finds images with identical bytes. They are kept, as published sets keep them, and reported. */
final class Duplicates {
    private static final int EXAMPLES = 10;

    private final List<String> twoLabels = new ArrayList<>();
    private long underTwoLabels;
    private long inTwoSplits;
    private long repeated;

    private Duplicates() {}

    /** Looks through an index, which is sorted anew. */
    static Duplicates find(SampleIndex index, ImageSpool spool, SplitAssignment splits) {
        Duplicates found = new Duplicates();
        index.sortBy(position -> spool.read(position).sha256());
        for (int first = 0, i = 1; i < index.size(); i++) {
            if (index.sameDigest(first, i)) {
                found.add(spool.read(index.position(first)), spool.read(index.position(i)), splits);
            } else {
                first = i;
            }
        }
        return found;
    }

    private void add(SpooledImage first, SpooledImage other, SplitAssignment splits) {
        if (first.className().equals(other.className())) {
            repeated++;
        } else {
            underTwoLabels++;
            if (twoLabels.size() < EXAMPLES) {
                twoLabels.add(first.path() + " = " + other.path());
            }
        }
        if (splits.of(first) != splits.of(other)) {
            inTwoSplits++;
        }
    }

    /** In words, for the manifest. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (underTwoLabels > 0) {
            notes.add("identical bytes under two labels, kept: " + underTwoLabels + " (" + String.join("; ", twoLabels)
                    + (underTwoLabels > twoLabels.size() ? "; ..." : "") + ")");
        }
        if (repeated > 0) {
            notes.add("images that repeat another one of their class, kept: " + repeated);
        }
        if (inTwoSplits > 0) {
            notes.add("images that repeat one of another split: " + inTwoSplits);
        }
        return notes;
    }
}

package io.fixres.training.checkpoint;

import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * What came of starting from a file of weights.
 *
 * @param loaded number of variables that were taken from the file
 * @param headReplaced whether the classifier keeps its random start, because the file has none of its shape
 * @param ignored tensors of the file that the network has no use for, such as counters of batches
 */
public record InitialWeights(int loaded, boolean headReplaced, SortedSet<String> ignored) {
    private static final int SHOWN = 8;

    /** One line for a log. */
    public String summary() {
        return loaded + " variables loaded"
                + (headReplaced ? ", the classifier is new (the file has none for these classes)" : "")
                + (ignored.isEmpty() ? "" : ", ignored: " + listed(ignored.stream()));
    }

    /** The first few names and how many more there are. */
    static String listed(Stream<String> names) {
        var all = names.toList();
        String first = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() > SHOWN ? first + " and " + (all.size() - SHOWN) + " more" : first;
    }
}

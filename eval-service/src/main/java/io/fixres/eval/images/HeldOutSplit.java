package io.fixres.eval.images;

import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.Split;
import io.fixres.kit.dataset.SampleIndex;

/**
 * The split of a dataset that scores are taken on.
 *
 * @param samples where its images lie; a sample's number is its number within the split
 */
public record HeldOutSplit(DatasetManifest dataset, Split split, SampleIndex samples) {
    /** Number of samples. */
    public int size() {
        return Math.toIntExact(samples.samples());
    }

    /** True classes of the samples [from, to). */
    public int[] labels(int from, int to) {
        int[] labels = new int[to - from];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = samples.label(from + i);
        }
        return labels;
    }
}

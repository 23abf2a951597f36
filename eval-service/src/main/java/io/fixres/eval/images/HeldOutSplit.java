package io.fixres.eval.images;

import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import java.util.List;

/**
 * The split of a dataset that scores are taken on.
 *
 * @param samples its samples in order; the index is the number within the split
 */
public record HeldOutSplit(DatasetManifest dataset, Split split, List<SampleEntry> samples) {
    /** Copies. */
    public HeldOutSplit {
        samples = List.copyOf(samples);
    }

    /** Number of samples. */
    public int size() {
        return samples.size();
    }

    /** True classes of the samples [from, to). */
    public int[] labels(int from, int to) {
        return samples.subList(from, to).stream().mapToInt(SampleEntry::label).toArray();
    }
}

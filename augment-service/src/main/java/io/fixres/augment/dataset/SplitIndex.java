package io.fixres.augment.dataset;

import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.Split;
import io.fixres.kit.dataset.SampleIndex;
import io.fixres.kit.store.ObjectStore;
import java.nio.file.Path;

/** The samples of one split, and which of them are asked of this process. */
public final class SplitIndex {
    private final SampleIndex samples;
    private final OwnLanes lanes = new OwnLanes();
    private final long datasetBytes;

    private SplitIndex(SampleIndex samples) {
        this.samples = samples;
        this.datasetBytes = samples.manifest().shards().stream()
                .mapToLong(DatasetManifest.Shard::bytes)
                .sum();
    }

    /** Builds the index of a split from the store, streamed, in a file without a name in a directory. */
    public static SplitIndex read(ObjectStore store, String dataset, Split split, Path directory) {
        return new SplitIndex(SampleIndex.read(store, SampleIndex.manifest(store, dataset), split, directory));
    }

    /** Number of samples. */
    public long samples() {
        return samples.samples();
    }

    /** Class of a sample. */
    public int label(long sample) {
        return samples.label(sample);
    }

    /** Notes that an order for a lane of so many came. */
    public void ordered(int numberOfLanes, int lane) {
        lanes.seen(numberOfLanes, lane);
    }

    /** Where the images lie. */
    SampleIndex places() {
        return samples;
    }

    /** Whether a sample is asked of this process, as far as its orders tell. */
    boolean own(long sample) {
        return lanes.own(sample);
    }

    /** Bytes of the samples that are asked of this process, about. */
    long ownBytes() {
        return (long) (datasetBytes * lanes.share());
    }
}

package io.fixres.eval.images;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.Split;
import io.fixres.eval.process.UndoableWorkException;
import io.fixres.eval.process.WorkDirectory;
import io.fixres.kit.dataset.SampleIndex;
import io.fixres.kit.store.ObjectStore;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Reads held-out splits, and images for what is fitted without labels; keeps the newest, since the checkpoints of an
 * experiment follow each other. Not thread safe.
 */
@Singleton
public final class HeldOutSplits {
    /** Images give as many values as the network has features each, so these are a million for 2,048 features. */
    private static final long UNLABELLED = 512;

    private final ObjectStore store;
    private final Path indexes;
    private HeldOutSplit newest;
    private HeldOutSplit newestUnlabelled;

    public HeldOutSplits(ObjectStore store, WorkDirectory directory) {
        this.store = store;
        this.indexes = directory.folder("indexes");
    }

    /**
     * The held-out split of a dataset.
     *
     * @throws UndoableWorkException if the dataset is not there, has no held-out split, or its sample list is damaged
     */
    public HeldOutSplit read(String dataset) {
        if (newest == null || !newest.dataset().id().equals(dataset)) {
            newest = load(dataset);
        }
        return newest;
    }

    /**
     * Training images at even distances through the split, always the same ones; held-out ones where a dataset has no
     * training split. Who uses them does not look at their labels.
     *
     * @throws UndoableWorkException as {@link #read}
     */
    public HeldOutSplit unlabelled(String dataset) {
        if (newestUnlabelled == null || !newestUnlabelled.dataset().id().equals(dataset)) {
            newestUnlabelled = checked(() -> {
                DatasetManifest manifest = SampleIndex.manifest(store, dataset);
                return manifest.samples(Split.TRAIN) == 0
                        ? read(dataset)
                        : new HeldOutSplit(
                                manifest,
                                Split.TRAIN,
                                SampleIndex.spread(store, manifest, Split.TRAIN, UNLABELLED, indexes));
            });
        }
        return newestUnlabelled;
    }

    private HeldOutSplit load(String dataset) {
        return checked(() -> {
            DatasetManifest manifest = SampleIndex.manifest(store, dataset);
            Split split = manifest.heldOut();
            if (manifest.samples(split) == 0) {
                throw new UndoableWorkException(
                        "dataset '" + dataset + "' has no validation or test samples to score on: choose a split rule"
                                + " that holds some out",
                        null);
            }
            return new HeldOutSplit(manifest, split, SampleIndex.read(store, manifest, split, indexes));
        });
    }

    private static HeldOutSplit checked(Supplier<HeldOutSplit> reading) {
        try {
            return reading.get();
        } catch (MalformedDocumentException e) {
            throw new UndoableWorkException(e.getMessage(), e);
        }
    }
}

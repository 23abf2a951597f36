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

/** Reads held-out splits; keeps the newest, since the checkpoints of an experiment follow each other. Not thread safe. */
@Singleton
public final class HeldOutSplits {
    private final ObjectStore store;
    private final Path indexes;
    private HeldOutSplit newest;

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

    private HeldOutSplit load(String dataset) {
        try {
            DatasetManifest manifest = SampleIndex.manifest(store, dataset);
            Split split = manifest.heldOut();
            if (manifest.samples(split) == 0) {
                throw new UndoableWorkException(
                        "dataset '" + dataset + "' has no validation or test samples to score on: choose a split rule"
                                + " that holds some out",
                        null);
            }
            return new HeldOutSplit(manifest, split, SampleIndex.read(store, manifest, split, indexes));
        } catch (MalformedDocumentException e) {
            throw new UndoableWorkException(e.getMessage(), e);
        }
    }
}

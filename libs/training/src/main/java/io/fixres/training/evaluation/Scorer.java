package io.fixres.training.evaluation;

import io.fixres.training.ImageBatch;

/** A network that is scored. */
public interface Scorer {
    /** Name of the layer whose output the classifier reads. */
    String pooledLayer();

    /**
     * Scores a batch.
     *
     * @param adaptation of the pooled features before the classifier reads them
     */
    BatchScores score(ImageBatch batch, AffineMap adaptation);
}

package io.fixres.training.evaluation;

import io.fixres.training.ImageBatch;

/** A network, ready to score; used and closed on the thread that loaded it. */
public interface Scorer extends AutoCloseable {
    /** Name of the layer whose output the classifier reads. */
    String pooledLayer();

    /**
     * Scores a batch.
     *
     * @param adaptation of the pooled features before the classifier reads them
     */
    BatchScores score(ImageBatch batch, AffineMap adaptation);

    /** Frees its native memory. */
    @Override
    void close();
}

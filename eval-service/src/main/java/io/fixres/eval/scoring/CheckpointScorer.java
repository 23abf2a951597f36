package io.fixres.eval.scoring;

import io.fixres.training.ImageBatch;
import io.fixres.training.evaluation.BatchScores;

/** A checkpoint's network, ready to score; used and closed on the thread that loaded it. */
public interface CheckpointScorer extends AutoCloseable {
    /** Scores a batch. */
    BatchScores score(ImageBatch batch);

    @Override
    void close();
}

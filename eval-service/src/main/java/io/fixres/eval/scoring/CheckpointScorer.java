package io.fixres.eval.scoring;

import io.fixres.training.evaluation.Scorer;

/** A checkpoint's network, ready to score; used and closed on the thread that loaded it. */
public interface CheckpointScorer extends Scorer, AutoCloseable {
    @Override
    void close();
}

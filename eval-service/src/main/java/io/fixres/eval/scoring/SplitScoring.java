package io.fixres.eval.scoring;

import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.evaluation.Predictions;
import io.fixres.eval.images.HeldOutSplit;
import io.fixres.eval.images.TestImages;
import io.fixres.eval.images.TransformedImages;
import io.fixres.eval.metrics.EvalMeters;
import io.fixres.eval.process.StopSignal;
import io.fixres.eval.process.UndoableWorkException;
import io.fixres.training.ImageBatch;
import io.fixres.training.evaluation.BatchScores;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Runs a network over a whole split. */
@Singleton
public final class SplitScoring {
    private final TestImages images;
    private final StopSignal stop;
    private final EvalMeters meters;

    public SplitScoring(TestImages images, StopSignal stop, EvalMeters meters) {
        this.images = images;
        this.stop = stop;
        this.meters = meters;
    }

    /**
     * One prediction for each sample, in sample order.
     *
     * @throws UndoableWorkException if the network's loss is not a number
     * @throws io.fixres.eval.process.WorkStoppedException if the process shuts down
     */
    public Predictions score(CheckpointScorer network, HeldOutSplit split, EvaluationRequest request) {
        List<Long> samples = new ArrayList<>(split.size());
        List<Integer> labels = new ArrayList<>(split.size());
        List<Integer> predicted = new ArrayList<>(split.size());
        List<Float> confidence = new ArrayList<>(split.size());
        List<Float> loss = new ArrayList<>(split.size());
        try (TransformedImages batches = images.open(split, request)) {
            while (batches.hasNext()) {
                stop.check();
                ImageBatch batch = batches.next();
                BatchScores scores = network.score(batch);
                for (int i = 0; i < batch.n(); i++) {
                    samples.add((long) samples.size());
                    labels.add(batch.labels()[i]);
                    predicted.add(scores.predicted()[i]);
                    confidence.add(scores.confidence()[i]);
                    loss.add(finite(scores.loss()[i], split, samples.size() - 1));
                }
                meters.scored(request.resolution(), batch.n());
            }
        }
        return new Predictions(samples, labels, predicted, confidence, loss);
    }

    private static float finite(float loss, HeldOutSplit split, int sample) {
        if (!Float.isFinite(loss)) {
            throw new UndoableWorkException(
                    "the checkpoint's loss on sample " + sample + " of "
                            + split.split().id() + " is " + loss
                            + ": its weights have diverged; train with a lower learning rate",
                    null);
        }
        return loss;
    }
}

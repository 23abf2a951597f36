package io.fixres.eval.scoring;

import io.fixres.contracts.evaluation.AdaptationRequest;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.evaluation.FittedAdaptation;
import io.fixres.contracts.evaluation.Measurement;
import io.fixres.contracts.evaluation.ObjectSize;
import io.fixres.eval.images.HeldOutSplit;
import io.fixres.eval.images.HeldOutSplits;
import io.fixres.eval.images.TestImages;
import io.fixres.eval.images.TransformedImages;
import io.fixres.eval.metrics.EvalMeters;
import io.fixres.eval.process.StopSignal;
import io.fixres.eval.process.UndoableWorkException;
import io.fixres.imaging.ImageHeader;
import io.fixres.imaging.transform.ApparentSize;
import io.fixres.training.ImageBatch;
import io.fixres.training.evaluation.AffineMap;
import io.fixres.training.evaluation.BatchScores;
import io.fixres.training.evaluation.FeatureDistribution;
import io.fixres.training.evaluation.NonFiniteLossException;
import io.fixres.training.evaluation.ParametricAdaptation;
import io.fixres.training.evaluation.Scorer;
import io.fixres.training.evaluation.SplitScores;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Runs a network over a whole split and measures what a result needs. */
@Singleton
public final class SplitScoring {
    private final TestImages images;
    private final HeldOutSplits splits;
    private final StopSignal stop;
    private final EvalMeters meters;

    public SplitScoring(TestImages images, HeldOutSplits splits, StopSignal stop, EvalMeters meters) {
        this.images = images;
        this.splits = splits;
        this.stop = stop;
        this.meters = meters;
    }

    /**
     * One prediction for each sample, in sample order, and the measurements beside them.
     *
     * @throws UndoableWorkException if the network's loss is not a number, or it cannot be adapted as asked for
     * @throws io.fixres.eval.process.WorkStoppedException if the process shuts down
     */
    public Measurement score(Scorer network, HeldOutSplit split, EvaluationRequest request) {
        long start = System.nanoTime();
        try {
            Optional<FittedAdaptation> adaptation = request.adaptation().map(a -> adapt(network, split, request, a));
            AffineMap map = adaptation.map(AffineMap::of).orElse(AffineMap.IDENTITY);
            SplitScores scores = new SplitScores();
            pass(network, split, request, map, scores::add);
            double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
            return new Measurement(
                    scores.predictions(), adaptation, scores.features(network), objectSize(split, request), seconds);
        } catch (NonFiniteLossException | ParametricAdaptation.NoDistributionException e) {
            throw new UndoableWorkException(split.split().id() + " split: " + e.getMessage(), e);
        }
    }

    /** Fitted on images whose labels nobody looks at. */
    private FittedAdaptation adapt(
            Scorer network, HeldOutSplit split, EvaluationRequest request, AdaptationRequest adaptation) {
        HeldOutSplit unlabelled = splits.unlabelled(split.dataset().id());
        EvaluationRequest reference =
                new EvaluationRequest(adaptation.resolution(), request.transform(), adaptation.steps());
        return ParametricAdaptation.fit(
                adaptation,
                features(network, unlabelled, reference),
                features(network, unlabelled, request),
                unlabelled.split().id(),
                unlabelled.size());
    }

    private FeatureDistribution features(Scorer network, HeldOutSplit split, EvaluationRequest request) {
        FeatureDistribution features = new FeatureDistribution();
        pass(network, split, request, AffineMap.IDENTITY, (batch, scores) -> features.add(scores.features()));
        return features;
    }

    private void pass(
            Scorer network,
            HeldOutSplit split,
            EvaluationRequest request,
            AffineMap map,
            BiConsumer<ImageBatch, BatchScores> sink) {
        try (TransformedImages batches = images.open(split, request)) {
            while (batches.hasNext()) {
                stop.check();
                ImageBatch batch = batches.next();
                sink.accept(batch, network.score(batch, map));
                meters.scored(request.resolution(), batch.n());
            }
        }
    }

    private static Optional<ObjectSize> objectSize(HeldOutSplit split, EvaluationRequest request) {
        return request.training()
                .flatMap(training -> ApparentSize.compare(
                        training,
                        request.steps(),
                        split.size(),
                        image -> new ImageHeader(
                                split.samples().width(image), split.samples().height(image))));
    }
}

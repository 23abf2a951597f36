package io.fixres.predictor;

import io.fixres.contracts.evaluation.AdaptationRequest;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.evaluation.FittedAdaptation;
import io.fixres.contracts.evaluation.Measurement;
import io.fixres.imaging.TransformPipeline;
import io.fixres.imaging.transform.ApparentSize;
import io.fixres.training.evaluation.AffineMap;
import io.fixres.training.evaluation.BatchScores;
import io.fixres.training.evaluation.FeatureDistribution;
import io.fixres.training.evaluation.ParametricAdaptation;
import io.fixres.training.evaluation.Scorer;
import io.fixres.training.evaluation.SplitScores;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A network on pictures of this machine.
 *
 * @param labels by the network's classes
 */
@SuppressWarnings("ArrayRecordComponent") // read only and never compared
record PictureScoring(Scorer network, Pictures pictures, int[] labels, String split) {
    /** One prediction for each picture and the measurements beside them. */
    Measurement score(EvaluationRequest request) {
        long start = System.nanoTime();
        Optional<FittedAdaptation> adaptation = request.adaptation().map(a -> adapt(request, a));
        AffineMap map = adaptation.map(AffineMap::of).orElse(AffineMap.IDENTITY);
        SplitScores scores = new SplitScores();
        pictures.forEachBatch(
                TransformPipeline.compile(request.steps(), request.resolution()),
                request.resolution(),
                labels,
                batch -> scores.add(batch, network.score(batch, map)));
        double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
        return new Measurement(
                scores.predictions(),
                adaptation,
                scores.features(network),
                request.training()
                        .flatMap(t -> ApparentSize.compare(
                                t, request.steps(), pictures.sizes().size(), pictures.sizes()::get)),
                seconds);
    }

    /** Fitted on the pictures themselves, without their labels. */
    private FittedAdaptation adapt(EvaluationRequest request, AdaptationRequest adaptation) {
        return ParametricAdaptation.fit(
                adaptation,
                features(
                        TransformPipeline.compile(adaptation.steps(), adaptation.resolution()),
                        adaptation.resolution()),
                features(TransformPipeline.compile(request.steps(), request.resolution()), request.resolution()),
                split,
                pictures.all().size());
    }

    private FeatureDistribution features(TransformPipeline pipeline, int resolution) {
        FeatureDistribution features = new FeatureDistribution();
        pictures.forEachBatch(pipeline, resolution, labels, batch -> {
            BatchScores scores = network.score(batch, AffineMap.IDENTITY);
            features.add(scores.features());
        });
        return features;
    }
}

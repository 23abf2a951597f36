package io.fixres.contracts.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What scoring a split gave.
 *
 * @param adaptation absent if the network was scored as it is
 */
public record Measurement(
        Predictions predictions,
        Optional<FittedAdaptation> adaptation,
        FeatureStatistics features,
        Optional<ObjectSize> objectSize,
        double seconds) {

    /**
     * The result to store.
     *
     * @param dataset id of the dataset, or path of the pictures
     * @param pictures where the picture of a sample of the split is stored
     */
    public EvaluationResult result(
            ScoredCheckpoint scored,
            EvaluationRequest request,
            String dataset,
            String split,
            List<String> classes,
            LongFunction<Mistake.Picture> pictures) {
        long n = predictions.size();
        long correct = 0;
        double loss = 0;
        for (int i = 0; i < n; i++) {
            correct += predictions.right(i) ? 1 : 0;
            loss += predictions.loss().get(i);
        }
        WilsonInterval interval = WilsonInterval.of(correct, n);
        return new EvaluationResult(
                scored.experiment(),
                scored.attempt(),
                scored.phase(),
                scored.phaseIndex(),
                scored.epoch(),
                scored.checkpoint(),
                scored.sha256(),
                dataset,
                request.resolution(),
                request.transform(),
                split,
                n,
                correct,
                (double) correct / n,
                interval.low(),
                interval.high(),
                loss / n,
                seconds,
                classes,
                predictions,
                request.steps(),
                adaptation,
                TopFive.of(predictions, classes),
                Calibration.of(predictions),
                ClassScore.of(predictions, classes),
                ConfusionCell.of(predictions),
                Mistake.of(predictions).stream()
                        .map(mistake -> mistake.at(pictures.apply(mistake.sample())))
                        .toList(),
                Optional.of(features),
                objectSize);
    }
}

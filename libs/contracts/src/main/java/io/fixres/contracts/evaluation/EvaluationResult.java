package io.fixres.contracts.evaluation;

import io.fixres.contracts.transform.TransformStep;
import java.util.List;
import java.util.Optional;

/**
 * One checkpoint scored at one resolution under one transform, as stored. What follows from the predictions is stored
 * beside them for readers without this code, and computed where an older version left it out.
 *
 * @param sha256 of the weights that were scored
 * @param top1 share classified rightly; low and high are its Wilson 95 % interval
 * @param loss mean cross-entropy in nats
 * @param predictions one per sample of the split, in sample order
 * @param steps the transform; empty in results of older versions
 * @param adaptation absent if the network was scored as it is
 * @param top5 absent with five classes or fewer
 * @param perClass in the order of {@code classes}
 * @param confusion cells that are not zero, row by row of true classes
 * @param mistakes the most confident ones, the worst first, at most {@link Mistake#LISTED}
 * @param features distribution of the pooled features; absent in results of older versions
 * @param objectSize absent where the train transform is not known
 */
public record EvaluationResult(
        String experiment,
        int attempt,
        String phase,
        int phaseIndex,
        int epoch,
        String checkpoint,
        String sha256,
        String dataset,
        int resolution,
        String transform,
        String split,
        long n,
        long correct,
        double top1,
        double low,
        double high,
        double loss,
        double seconds,
        List<String> classes,
        Predictions predictions,
        List<TransformStep> steps,
        Optional<FittedAdaptation> adaptation,
        Optional<TopFive> top5,
        Calibration calibration,
        List<ClassScore> perClass,
        List<ConfusionCell> confusion,
        List<Mistake> mistakes,
        Optional<FeatureStatistics> features,
        Optional<ObjectSize> objectSize) {
    /** Fills what an older writer left out. */
    public EvaluationResult {
        steps = steps == null ? List.of() : steps;
        adaptation = adaptation == null ? Optional.empty() : adaptation;
        top5 = top5 == null || top5.isEmpty() ? TopFive.of(predictions, classes) : top5;
        calibration = calibration == null ? Calibration.of(predictions) : calibration;
        perClass = perClass == null ? ClassScore.of(predictions, classes) : perClass;
        confusion = confusion == null ? ConfusionCell.of(predictions) : confusion;
        mistakes = mistakes == null ? Mistake.of(predictions) : mistakes;
        features = features == null ? Optional.empty() : features;
        objectSize = objectSize == null ? Optional.empty() : objectSize;
    }

    /** With what follows from the predictions. */
    public EvaluationResult(
            String experiment,
            int attempt,
            String phase,
            int phaseIndex,
            int epoch,
            String checkpoint,
            String sha256,
            String dataset,
            int resolution,
            String transform,
            String split,
            long n,
            long correct,
            double top1,
            double low,
            double high,
            double loss,
            double seconds,
            List<String> classes,
            Predictions predictions) {
        this(
                experiment,
                attempt,
                phase,
                phaseIndex,
                epoch,
                checkpoint,
                sha256,
                dataset,
                resolution,
                transform,
                split,
                n,
                correct,
                top1,
                low,
                high,
                loss,
                seconds,
                classes,
                predictions,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** What was done to the network before it was scored. */
    public AdaptationMethod method() {
        return adaptation.map(FittedAdaptation::method).orElse(AdaptationMethod.NONE);
    }

    /** Whether another result was taken under the same conditions: resolution, transform and adaptation. */
    public boolean sameConditions(EvaluationResult other) {
        return resolution == other.resolution && transform.equals(other.transform) && method() == other.method();
    }
}

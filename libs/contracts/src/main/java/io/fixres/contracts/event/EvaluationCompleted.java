package io.fixres.contracts.event;

import io.fixres.contracts.evaluation.AdaptationMethod;
import java.util.Optional;

/**
 * A checkpoint was scored on the whole held-out split.
 *
 * @param checkpoint key prefix of the checkpoint
 * @param resolution height and width of the test images in pixels
 * @param transform name of the test transform
 * @param top1 share classified rightly, 0 to 1
 * @param low lower end of the Wilson 95 % interval of top1
 * @param high upper end
 * @param loss mean cross-entropy in nats
 * @param result object key of the stored result with its predictions
 * @param adaptation what was done to the network before; absent if nothing
 * @param top5 share with the true class among the five most probable; absent with five classes or fewer
 * @param calibrationError expected calibration error, 0 to 1
 */
public record EvaluationCompleted(
        String experiment,
        int attempt,
        String phase,
        int phaseIndex,
        int epoch,
        String checkpoint,
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
        String result,
        Optional<AdaptationMethod> adaptation,
        Optional<Double> top5,
        Optional<Double> calibrationError)
        implements FixresEvent {
    /** Fills what an older writer left out. */
    public EvaluationCompleted {
        adaptation = adaptation == null ? Optional.empty() : adaptation;
        top5 = top5 == null ? Optional.empty() : top5;
        calibrationError = calibrationError == null ? Optional.empty() : calibrationError;
    }
}

package io.fixres.contracts.event;

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
        String result)
        implements FixresEvent {}

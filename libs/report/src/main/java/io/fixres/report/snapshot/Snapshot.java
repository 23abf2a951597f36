package io.fixres.report.snapshot;

import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.evaluation.TopFive;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.CheckpointManifest;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.report.history.CurvePoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One experiment at one moment.
 *
 * @param taken when it was read
 * @param message why it failed
 * @param group name that it shares with the experiments that belong to it
 * @param place place in the queue, from 1
 * @param secondsLeft of the running phase, estimated
 * @param recipe YAML, complete
 * @param evaluations by phase, epoch, resolution and transform
 * @param comparisons of the last epochs of phases
 * @param best the checkpoint that {@code best.json} names
 * @param provenance manifest of the newest checkpoint
 */
public record Snapshot(
        String experiment,
        Instant taken,
        ExperimentStatus status,
        Optional<String> message,
        int attempt,
        Instant requested,
        Optional<String> group,
        Optional<String> trainer,
        Optional<Integer> place,
        Optional<Double> secondsLeft,
        String recipeName,
        String description,
        String recipe,
        String recipeSha256,
        Optional<Dataset> dataset,
        List<Phase> phases,
        List<Evaluation> evaluations,
        List<Comparison> comparisons,
        List<PictureGrid> pictures,
        List<Checkpoint> checkpoints,
        Optional<Best> best,
        Optional<CheckpointManifest> provenance) {

    /**
     * The images.
     *
     * @param notes what a reader of results should know
     */
    public record Dataset(String id, String uri, List<String> classes, List<SplitSize> splits, List<String> notes) {}

    /** Size of a split. */
    public record SplitSize(String split, long samples) {}

    /** Where a phase stands. */
    public enum PhaseStatus {
        WAITING,
        RUNNING,
        STOPPED,
        DONE
    }

    /**
     * One phase of the recipe.
     *
     * @param from phase that it starts from; absent for a fresh network
     * @param trainableParameters 0 while unknown
     * @param summary once it is done
     */
    public record Phase(
            String name,
            PhaseStatus status,
            Optional<String> from,
            int resolution,
            int epochs,
            int batchSize,
            String transform,
            String trainable,
            long trainableParameters,
            Optional<PhaseSummary> summary,
            List<CurvePoint> curve) {}

    /**
     * One score.
     *
     * @param epoch from 0
     * @param adaptation what was done to the network before, without training
     * @param top5 absent with five classes or fewer
     * @param calibrationError expected calibration error, 0 to 1
     * @param last whether it is of the last epoch of its phase that was scored
     * @param detail of last epochs only
     */
    public record Evaluation(
            String phase,
            int epoch,
            int resolution,
            String transform,
            AdaptationMethod adaptation,
            String split,
            long n,
            long correct,
            double top1,
            double low,
            double high,
            Optional<TopFive> top5,
            double loss,
            double calibrationError,
            double seconds,
            boolean last,
            Optional<Detail> detail) {
        Evaluation lastWith(Detail found) {
            return new Evaluation(
                    phase,
                    epoch,
                    resolution,
                    transform,
                    adaptation,
                    split,
                    n,
                    correct,
                    top1,
                    low,
                    high,
                    top5,
                    loss,
                    calibrationError,
                    seconds,
                    true,
                    Optional.of(found));
        }
    }

    /** What one evaluation got wrong, and what explains it. */
    public record Detail(Confusion confusion, List<Mistake> mistakes, Diagnostics diagnostics) {}

    /**
     * One picture that was classified wrongly.
     *
     * @param picture address of the picture, if there is one
     */
    public record Mistake(long sample, int label, int predicted, double confidence, Optional<String> picture) {}

    /**
     * Pictures as the trainer saw them in one phase.
     *
     * @param tiles in the order of the record
     */
    public record PictureGrid(String phase, int resolution, String transform, List<Tile> tiles) {}

    /** One picture and its class. */
    public record Tile(String picture, int label) {}

    /**
     * Stored weights.
     *
     * @param path of the weights below the experiment's prefix in the store
     */
    public record Checkpoint(String phase, int epoch, int attempt, long step, String sha256, String path) {}

    /** The checkpoint that was selected. */
    public record Best(String phase, int epoch, String sha256, Optional<String> metric, Optional<String> selectedOn) {}
}

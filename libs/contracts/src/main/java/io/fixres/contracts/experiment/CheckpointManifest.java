package io.fixres.contracts.experiment;

import io.fixres.contracts.recipe.NetworkSpec;
import java.util.List;

/**
 * {@code manifest.json} of a checkpoint: what the weights are and where they come from.
 *
 * @param sha256 of {@code model.safetensors}
 * @param epoch from 0
 * @param step optimizer steps done in the experiment
 * @param resolution that the phase trained at, in pixels
 * @param testTransforms names of the transforms that the recipe scores it with
 * @param environment what computed it
 */
public record CheckpointManifest(
        String experiment,
        int attempt,
        String phase,
        int phaseIndex,
        int epoch,
        long step,
        String sha256,
        String dataset,
        List<String> classes,
        String recipeSha256,
        long seed,
        NetworkSpec network,
        int resolution,
        List<String> testTransforms,
        double trainLoss,
        double trainAccuracy,
        Environment environment) {

    /**
     * What computed a checkpoint.
     *
     * @param engine versions of PyTorch and DJL, device and threads
     * @param processor model name, as the operating system tells it
     * @param trainer name of the process
     * @param commit of the project that was built, {@code unknown} where it was built outside its repository
     */
    public record Environment(
            String java,
            String engine,
            String processor,
            int processors,
            String operatingSystem,
            String trainer,
            String commit) {
        /** Whether two runs of one recipe must end bit-equal: the same engine, device, threads and processor model. */
        public boolean repeats(Environment other) {
            return engine.equals(other.engine) && processor.equals(other.processor);
        }
    }
}

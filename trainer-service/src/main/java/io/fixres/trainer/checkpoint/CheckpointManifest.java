package io.fixres.trainer.checkpoint;

import io.fixres.contracts.recipe.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** What two runs must have in common to end bit-equal. */
    public record Environment(
            String java, String engine, String processor, int processors, String operatingSystem, String trainer) {
        /** This process. */
        public static Environment current(String engine, String trainer) {
            return new Environment(
                    System.getProperty("java.vm.name") + " " + Runtime.version(),
                    engine,
                    processorModel(),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                            + System.getProperty("os.arch"),
                    trainer);
        }

        private static String processorModel() {
            try {
                return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown");
            } catch (IOException e) {
                return "unknown";
            }
        }
    }
}

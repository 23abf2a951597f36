package io.fixres.cli.source;

import io.fixres.cli.UsageException;
import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.EvaluationJob;
import io.fixres.contracts.evaluation.ScoredCheckpoint;
import io.fixres.contracts.experiment.CheckpointManifest;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.kit.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checkpoints that are to be scored on this machine. */
public final class CheckpointTargets {
    private static final String WEIGHTS = "model.safetensors";
    private static final String MANIFEST = "manifest.json";

    private CheckpointTargets() {}

    /** The weights that a path names: the file, or the folder that holds it; empty if it names neither. */
    public static Optional<Path> weights(String argument) {
        Path path = Path.of(argument);
        return Files.isRegularFile(path)
                ? Optional.of(path)
                : Optional.of(path.resolve(WEIGHTS)).filter(Files::isRegularFile);
    }

    /** Of a file; the manifest beside it, if it is of the same weights, says where they come from. */
    public static EvaluationJob.Target ofFile(Path weights) {
        String sha256 = Revisions.ofFile(weights);
        Path manifest = weights.resolveSibling(MANIFEST);
        ScoredCheckpoint checkpoint = read(manifest)
                .filter(m -> m.sha256().equals(sha256))
                .map(m -> new ScoredCheckpoint(
                        m.experiment(), m.attempt(), m.phase(), m.phaseIndex(), m.epoch(), weights.toString(), sha256))
                .orElseGet(() -> new ScoredCheckpoint("", 0, "", 0, 0, weights.toString(), sha256));
        return new EvaluationJob.Target(checkpoint, weights.toString());
    }

    private static Optional<CheckpointManifest> read(Path manifest) {
        try {
            return Files.isRegularFile(manifest)
                    ? Optional.of(Json.read(Files.readAllBytes(manifest), CheckpointManifest.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + manifest, e);
        }
    }

    /**
     * The last stored checkpoint of each phase of an experiment, fetched.
     *
     * @param phase only this one
     * @param folder for checkpoints, one folder in it for each experiment
     */
    public static List<EvaluationJob.Target> ofExperiment(
            ObjectStore store, ExperimentState state, Optional<String> phase, Path folder) {
        Map<String, CheckpointRef> last = new LinkedHashMap<>();
        state.checkpoints().stream()
                .filter(checkpoint -> phase.isEmpty() || phase.get().equals(checkpoint.phase()))
                .forEach(checkpoint -> last.put(checkpoint.phase(), checkpoint));
        if (last.isEmpty()) {
            throw new UsageException("experiment '" + state.experiment() + "' has no checkpoint"
                    + phase.map(name -> " of a phase '" + name + "'").orElse("") + " in the store; there are: "
                    + state.checkpoints().stream()
                            .map(CheckpointRef::phase)
                            .distinct()
                            .toList());
        }
        return last.values().stream()
                .map(ref -> fetched(store, state.experiment(), ref, folder))
                .toList();
    }

    private static EvaluationJob.Target fetched(ObjectStore store, String experiment, CheckpointRef ref, Path folder) {
        Path weights = new CheckpointDownload(ref.key(), ref.sha256())
                .to(store, folder.resolve(experiment))
                .resolve(WEIGHTS);
        return new EvaluationJob.Target(
                new ScoredCheckpoint(
                        experiment, ref.attempt(), ref.phase(), ref.phaseIndex(), ref.epoch(), ref.key(), ref.sha256()),
                weights.toString());
    }
}

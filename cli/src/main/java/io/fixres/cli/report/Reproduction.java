package io.fixres.cli.report;

import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.experiment.CheckpointManifest;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares an experiment with its repetition. In the same environment weights must be equal bit for bit; in another one
 * every score must lie where chance explains the difference: the Wilson 95 % intervals of both must overlap.
 *
 * @param reproduced whether what must hold does
 * @param lines for people
 */
public record Reproduction(boolean reproduced, List<String> lines) {
    /** Compares two experiments that have completed. */
    public static Reproduction of(ObjectStore store, ExperimentState first, ExperimentState second) {
        List<String> lines = new ArrayList<>();
        boolean sameEnvironment = true;
        boolean sameWeights = true;
        for (CheckpointRef checkpoint : first.checkpoints()) {
            Optional<CheckpointRef> again = second.checkpoints().stream()
                    .filter(c -> c.phaseIndex() == checkpoint.phaseIndex() && c.epoch() == checkpoint.epoch())
                    .findFirst();
            if (again.isEmpty()) {
                continue; // which one is the best may differ where the weights do
            }
            boolean equal = again.get().sha256().equals(checkpoint.sha256());
            sameWeights &= equal;
            sameEnvironment &= environment(store, checkpoint).repeats(environment(store, again.get()));
            lines.add(String.format(
                    Locale.ROOT,
                    "%s epoch %d: weights %s (%.12s, %.12s)",
                    checkpoint.phase(),
                    checkpoint.epoch() + 1,
                    equal ? "equal bit for bit" : "differ",
                    checkpoint.sha256(),
                    again.get().sha256()));
        }
        if (lines.isEmpty()) {
            return new Reproduction(false, List.of("no checkpoint of the one is kept by the other"));
        }
        if (sameWeights) {
            lines.add("reproduced bit for bit");
            return new Reproduction(true, lines);
        }
        if (sameEnvironment) {
            lines.add("NOT reproduced: engine, threads and processor are the same, so the weights should be");
            return new Reproduction(false, lines);
        }
        return scores(Results.of(store, first.experiment()), Results.of(store, second.experiment()), lines);
    }

    private static Reproduction scores(Results first, Results second, List<String> lines) {
        lines.add("engine, threads or processor differ, so the scores are compared: 95 % intervals must overlap");
        boolean overlap = true;
        for (EvaluationResult score : first.lastOfPhases()) {
            Optional<EvaluationResult> again = second.lastOfPhases().stream()
                    .filter(other -> other.phase().equals(score.phase()) && other.sameConditions(score))
                    .reduce((earlier, later) -> later);
            boolean agrees = again.filter(a -> a.low() <= score.high() && score.low() <= a.high())
                    .isPresent();
            overlap &= agrees;
            lines.add(String.format(
                    "%s at %d px, %s: %s and %s %% %s",
                    score.phase(),
                    score.resolution(),
                    score.transform(),
                    ResultTable.percent(score.top1()),
                    again.map(a -> ResultTable.percent(a.top1())).orElse("nothing"),
                    agrees ? "agree" : "DIFFER"));
        }
        lines.add(overlap ? "reproduced within the intervals" : "NOT reproduced: scores differ by more than chance");
        return new Reproduction(overlap, lines);
    }

    private static CheckpointManifest.Environment environment(ObjectStore store, CheckpointRef checkpoint) {
        String key = ObjectKeys.checkpointManifest(checkpoint.key());
        return store.get(key)
                .map(object ->
                        Json.read(object.content(), CheckpointManifest.class).environment())
                .orElseThrow(() -> new IllegalStateException(
                        key + " is missing in the store, so where its weights come from cannot be said"));
    }
}

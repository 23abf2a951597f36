package io.fixres.cli.report;

import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The stored evaluations of an experiment.
 *
 * @param all by phase, epoch, resolution and transform
 */
public record Results(List<EvaluationResult> all) {
    private static final Comparator<EvaluationResult> ORDER = Comparator.comparingInt(EvaluationResult::phaseIndex)
            .thenComparingInt(EvaluationResult::epoch)
            .thenComparingInt(EvaluationResult::resolution)
            .thenComparing(EvaluationResult::transform)
            .thenComparing(EvaluationResult::method)
            .thenComparingInt(EvaluationResult::attempt);

    /** Sorts. */
    public Results {
        all = all.stream().sorted(ORDER).toList();
    }

    /** Reads them. */
    public static Results of(ObjectStore store, String experiment) {
        return new Results(store.list(ObjectKeys.evaluations(experiment)).stream()
                .flatMap(key -> store.get(key).stream())
                .map(object -> Json.read(object.content(), EvaluationResult.class))
                .toList());
    }

    /** Those of the last epoch of each phase, which is what phases are compared by. */
    public List<EvaluationResult> lastOfPhases() {
        return all.stream().filter(this::last).toList();
    }

    /** The last epoch of a phase at a resolution under a transform, with the network as it is. */
    public Optional<EvaluationResult> last(String phase, int resolution, String transform) {
        return lastOfPhases().stream()
                .filter(e -> e.method() == AdaptationMethod.NONE
                        && e.phase().equals(phase)
                        && e.resolution() == resolution
                        && e.transform().equals(transform))
                .reduce((first, second) -> second);
    }

    private boolean last(EvaluationResult result) {
        return all.stream()
                .filter(other -> other.phase().equals(result.phase()))
                .noneMatch(other -> other.epoch() > result.epoch());
    }
}

package io.fixres.cli.report;

import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ResultEpochs;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stored evaluations of an experiment.
 *
 * @param all by phase, epoch, resolution and transform
 * @param resultEpochs by phase: the epoch, from 0, that a phase gives where that is not its last
 */
public record Results(List<EvaluationResult> all, Map<String, Integer> resultEpochs) {
    private static final Comparator<EvaluationResult> ORDER = Comparator.comparingInt(EvaluationResult::phaseIndex)
            .thenComparingInt(EvaluationResult::epoch)
            .thenComparingInt(EvaluationResult::resolution)
            .thenComparing(EvaluationResult::transform)
            .thenComparing(EvaluationResult::method)
            .thenComparingInt(EvaluationResult::attempt);

    /** Sorts. */
    public Results {
        all = all.stream().sorted(ORDER).toList();
        resultEpochs = Map.copyOf(resultEpochs);
    }

    /** Of phases that give their last epochs. */
    public Results(List<EvaluationResult> all) {
        this(all, Map.of());
    }

    /** Reads them. */
    public static Results of(ObjectStore store, String experiment) {
        List<EvaluationResult> all = store.list(ObjectKeys.evaluations(experiment)).stream()
                .flatMap(key -> store.get(key).stream())
                .map(object -> Json.read(object.content(), EvaluationResult.class))
                .toList();
        Optional<ExperimentState> state = store.get(ObjectKeys.state(experiment))
                .map(object -> Json.read(object.content(), ExperimentState.class));
        return new Results(all, state.map(ExperimentState::resultEpochs).orElse(Map.of()));
    }

    /** Those of the epoch that each phase gives, mostly its last; by these phases are compared. */
    public List<EvaluationResult> lastOfPhases() {
        return ResultEpochs.select(all, resultEpochs, EvaluationResult::phase, EvaluationResult::epoch);
    }

    /** The last epoch of a phase at a resolution under a transform, with the network as it is. */
    public Optional<EvaluationResult> last(String phase, int resolution, String transform) {
        return last(phase, resolution, transform, AdaptationMethod.NONE);
    }

    /** {@link #last(String, int, String)} with the parametric adaptation. */
    public Optional<EvaluationResult> adapted(String phase, int resolution, String transform) {
        return last(phase, resolution, transform, AdaptationMethod.PARAMETRIC);
    }

    private Optional<EvaluationResult> last(String phase, int resolution, String transform, AdaptationMethod method) {
        return lastOfPhases().stream()
                .filter(e -> e.phase().equals(phase)
                        && e.resolution() == resolution
                        && e.transform().equals(transform)
                        && e.method() == method)
                .reduce((first, second) -> second);
    }
}

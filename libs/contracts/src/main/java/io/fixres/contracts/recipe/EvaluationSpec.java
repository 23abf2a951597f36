package io.fixres.contracts.recipe;

import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.evaluation.AdaptationRequest;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.transform.TransformSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A score taken on the held-out split.
 *
 * @param phases whose checkpoints are scored; default all
 * @param epochs all checkpoints of the phase or only the last; default all
 * @param adaptation of the network before it is scored; default none
 * @param baseline whether it stands beside what the recipe asks for; default false
 */
public record EvaluationSpec(
        int resolution,
        TransformSpec transform,
        List<String> phases,
        Epochs epochs,
        AdaptationMethod adaptation,
        Boolean baseline) {
    public EvaluationSpec {
        Objects.requireNonNull(transform, "transform is missing");
        phases = phases == null ? List.of() : List.copyOf(phases);
        epochs = epochs == null ? Epochs.ALL : epochs;
        adaptation = adaptation == null ? AdaptationMethod.NONE : adaptation;
        baseline = baseline != null && baseline;
        if (resolution < 8 || resolution > 1024) {
            throw new IllegalArgumentException("resolution is " + resolution + " but must be 8 to 1024");
        }
        if (adaptation != AdaptationMethod.NONE && !(transform instanceof TransformSpec.Named)) {
            throw new IllegalArgumentException("adaptation is parametric, which compares the test transform at two"
                    + " resolutions, so transform must be the name of a pipeline and not a list of steps");
        }
    }

    /** Which checkpoints of a phase. */
    public enum Epochs {
        ALL,
        LAST
    }

    /** Whether a checkpoint is to be scored. */
    public boolean covers(String phase, boolean lastEpoch) {
        return (phases.isEmpty() || phases.contains(phase)) && (epochs == Epochs.ALL || lastEpoch);
    }

    /** Whether it may select the best checkpoint. */
    boolean selects() {
        return !baseline && adaptation == AdaptationMethod.NONE;
    }

    /**
     * With the transform resolved to steps.
     *
     * @param trained the phase that trained the whole network
     */
    EvaluationRequest request(PhaseSpec trained) {
        Optional<AdaptationRequest> adapted = adaptation == AdaptationMethod.NONE
                ? Optional.empty()
                : Optional.of(
                        new AdaptationRequest(adaptation, trained.resolution(), transform.steps(trained.resolution())));
        return new EvaluationRequest(
                resolution, transform.name(), transform.steps(resolution), adapted, Optional.of(trained.view()));
    }
}

package io.fixres.contracts.recipe;

import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.transform.TransformSpec;
import java.util.List;
import java.util.Objects;

/**
 * A score taken on the held-out split.
 *
 * @param phases whose checkpoints are scored; default all
 * @param epochs all checkpoints of the phase or only the last; default all
 */
public record EvaluationSpec(int resolution, TransformSpec transform, List<String> phases, Epochs epochs) {
    public EvaluationSpec {
        Objects.requireNonNull(transform, "transform is missing");
        phases = phases == null ? List.of() : List.copyOf(phases);
        epochs = epochs == null ? Epochs.ALL : epochs;
        if (resolution < 8 || resolution > 1024) {
            throw new IllegalArgumentException("resolution is " + resolution + " but must be 8 to 1024");
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

    /** With the transform resolved to steps. */
    public EvaluationRequest request() {
        return new EvaluationRequest(resolution, transform.name(), transform.steps(resolution));
    }
}

package io.fixres.contracts.event;

import io.fixres.contracts.evaluation.EvaluationRequest;
import java.util.List;

/**
 * The weights of one epoch are stored whole.
 *
 * @param checkpoint key prefix in the bucket, see {@code ObjectKeys#checkpoint}
 * @param sha256 of {@code model.safetensors}
 * @param evaluations what is to be scored on it; the split is the dataset's held-out one
 */
public record CheckpointSaved(
        String experiment,
        int attempt,
        String phase,
        int phaseIndex,
        int epoch,
        long step,
        String checkpoint,
        String sha256,
        String dataset,
        List<EvaluationRequest> evaluations)
        implements TrainingEvent {}

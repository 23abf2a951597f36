package io.fixres.contracts.evaluation;

/**
 * Which weights were scored; fields as in {@link EvaluationResult}.
 *
 * @param checkpoint key prefix in the bucket, or path of the file
 */
public record ScoredCheckpoint(
        String experiment, int attempt, String phase, int phaseIndex, int epoch, String checkpoint, String sha256) {}

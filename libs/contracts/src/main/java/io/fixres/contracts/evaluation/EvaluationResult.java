package io.fixres.contracts.evaluation;

import java.util.List;

/**
 * One checkpoint scored at one resolution under one transform, as stored.
 *
 * @param sha256 of the weights that were scored
 * @param predictions one per sample of the split, in sample order
 */
public record EvaluationResult(
        String experiment,
        int attempt,
        String phase,
        int phaseIndex,
        int epoch,
        String checkpoint,
        String sha256,
        String dataset,
        int resolution,
        String transform,
        String split,
        long n,
        long correct,
        double top1,
        double low,
        double high,
        double loss,
        double seconds,
        List<String> classes,
        Predictions predictions) {}

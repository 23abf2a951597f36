package io.fixres.contracts.experiment;

import java.util.Optional;

/**
 * {@code latest.json} or {@code best.json}.
 *
 * @param metric what was compared, absent for latest
 * @param value its value
 * @param selectedOn name of the split that decided, and for a dataset with two splits the words that it is the only one
 */
public record CheckpointPointer(
        String checkpoint,
        String phase,
        int phaseIndex,
        int epoch,
        String sha256,
        Optional<String> metric,
        Optional<Double> value,
        Optional<String> selectedOn) {}

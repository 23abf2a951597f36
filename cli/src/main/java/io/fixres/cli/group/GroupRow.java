package io.fixres.cli.group;

import io.fixres.contracts.evaluation.EvaluationResult;
import java.util.SortedMap;

/**
 * One cell with the scores of all its seeds.
 *
 * @param bySeed at least one
 */
record GroupRow(Cell cell, SortedMap<Long, EvaluationResult> bySeed) {
    /** Of top-1, in shares of 0 to 1. */
    SeedStatistics top1() {
        return SeedStatistics.of(
                bySeed.values().stream().map(EvaluationResult::top1).toList());
    }

    /** Mean over seeds of the mean cross-entropy, in nats. */
    double loss() {
        return bySeed.values().stream()
                .mapToDouble(EvaluationResult::loss)
                .average()
                .orElseThrow();
    }
}

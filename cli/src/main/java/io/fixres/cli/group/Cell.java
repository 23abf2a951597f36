package io.fixres.cli.group;

import io.fixres.contracts.evaluation.EvaluationResult;
import java.util.Comparator;

/**
 * What is the same for all seeds of a row.
 *
 * @param train resolution of the recipe's first phase in pixels
 * @param phase whose last weights are scored
 * @param phaseIndex its place in the recipe
 * @param phaseResolution what the phase itself trained at, in pixels
 * @param resolution of the test pictures in pixels
 * @param transform of the test pictures; where the network was adapted, that as well
 * @param split they are of
 */
public record Cell(
        int train, String phase, int phaseIndex, int phaseResolution, int resolution, String transform, String split) {
    static final Comparator<Cell> ORDER = Comparator.comparingInt(Cell::phaseIndex)
            .thenComparing(Cell::phase)
            .thenComparing(Cell::transform)
            .thenComparing(Cell::split)
            .thenComparingInt(Cell::train)
            .thenComparingInt(Cell::phaseResolution)
            .thenComparingInt(Cell::resolution);

    static Cell of(int train, int phaseResolution, EvaluationResult result) {
        return new Cell(
                train,
                result.phase(),
                result.phaseIndex(),
                phaseResolution,
                result.resolution(),
                result.conditions(),
                result.split());
    }

    /** Whether the other differs in the test resolution only. */
    boolean sameModel(Cell other) {
        return train == other.train && phase.equals(other.phase);
    }

    /** Whether the other is scored on the same pictures in the same way. */
    boolean sameTest(Cell other) {
        return resolution == other.resolution && transform.equals(other.transform) && split.equals(other.split);
    }
}

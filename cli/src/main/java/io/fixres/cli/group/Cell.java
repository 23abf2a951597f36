package io.fixres.cli.group;

import io.fixres.contracts.evaluation.AdaptationMethod;
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
 * @param transform of the test pictures
 * @param adaptation of the network before it was scored
 * @param split they are of
 */
public record Cell(
        int train,
        String phase,
        int phaseIndex,
        int phaseResolution,
        int resolution,
        String transform,
        AdaptationMethod adaptation,
        String split) {
    static final Comparator<Cell> ORDER = Comparator.comparingInt(Cell::phaseIndex)
            .thenComparing(Cell::phase)
            .thenComparing(Cell::transform)
            .thenComparing(Cell::adaptation)
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
                result.transform(),
                result.method(),
                result.split());
    }

    /** How pictures and network are prepared: the transform, and the adaptation if there is one. */
    String conditions() {
        return adaptation.after(transform, ", ");
    }

    /** Whether the other is of the same weights. */
    boolean sameModel(Cell other) {
        return train == other.train && phase.equals(other.phase);
    }

    /** Whether the other is scored on the same pictures in the same way. */
    boolean sameTest(Cell other) {
        return resolution == other.resolution && conditions().equals(other.conditions()) && split.equals(other.split);
    }
}

package io.fixres.eval.selection;

import io.fixres.contracts.experiment.CheckpointPointer;
import java.util.Comparator;

/** The total order of checkpoints by which the best one is chosen. */
final class SelectionOrder {
    private static final Comparator<CheckpointPointer> WORST_FIRST = Comparator.<CheckpointPointer>comparingDouble(
                    pointer -> pointer.value().orElse(Double.NEGATIVE_INFINITY))
            .thenComparing(Comparator.comparingInt(CheckpointPointer::phaseIndex)
                    .thenComparingInt(CheckpointPointer::epoch)
                    .thenComparing(CheckpointPointer::checkpoint)
                    .reversed());

    private SelectionOrder() {}

    /** Whether a candidate takes the place of the current best. */
    static boolean better(CheckpointPointer candidate, CheckpointPointer current) {
        return WORST_FIRST.compare(candidate, current) > 0;
    }
}

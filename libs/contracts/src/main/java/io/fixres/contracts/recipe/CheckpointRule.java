package io.fixres.contracts.recipe;

import java.util.List;

/**
 * Which checkpoints stay when an experiment has completed.
 *
 * @param keep default best, last and the last of each phase
 */
public record CheckpointRule(List<Keep> keep) {
    public CheckpointRule {
        keep = keep == null ? List.of(Keep.BEST, Keep.LAST, Keep.LAST_OF_PHASE) : List.copyOf(keep);
    }

    /** Kinds of checkpoints. */
    public enum Keep {
        ALL,
        BEST,
        LAST,
        LAST_OF_PHASE
    }
}

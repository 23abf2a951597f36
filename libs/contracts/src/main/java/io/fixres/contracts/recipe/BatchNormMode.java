package io.fixres.contracts.recipe;

/**
 * What the last batch norm does while a phase trains only a part of the network; all other frozen batch norms are in
 * inference mode always.
 */
public enum BatchNormMode {
    /** Batch statistics, moving statistics updated, gamma and beta trained: the Keras example. */
    TRAIN,
    /** Batch statistics and moving statistics updated, gamma and beta frozen: the FixRes code. */
    STATISTICS,
    /** Inference mode. */
    FROZEN
}

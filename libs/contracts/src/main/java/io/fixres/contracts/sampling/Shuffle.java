package io.fixres.contracts.sampling;

/** How an epoch is ordered. */
public enum Shuffle {
    /** Samples in the order of the dataset. */
    NONE,
    /** A fresh permutation of the samples each epoch. */
    SAMPLES,
    /** Batches of fixed composition, permuted each epoch, as the Keras 3 example shuffles. */
    BATCHES
}

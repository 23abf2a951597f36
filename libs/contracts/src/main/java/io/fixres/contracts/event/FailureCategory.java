package io.fixres.contracts.event;

/** Why an experiment ended; only {@link #CANCELLED} was asked for. */
public enum FailureCategory {
    CANCELLED,
    INVALID_RECIPE,
    DATASET_REJECTED,
    NUMERIC,
    OUT_OF_MEMORY,
    INTERNAL
}

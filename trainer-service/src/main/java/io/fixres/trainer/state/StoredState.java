package io.fixres.trainer.state;

import io.fixres.contracts.experiment.ExperimentState;

/** A state with the etag that the next compare-and-set needs. */
public record StoredState(ExperimentState state, String etag) {}

package io.fixres.cli.follow;

import io.fixres.contracts.experiment.ExperimentState;

/** How a followed experiment ended. */
public sealed interface Outcome {
    /** All phases are trained and all evaluations are stored. */
    record Completed(ExperimentState state) implements Outcome {}

    /** It failed; the message says why and what to do. */
    record Failed(String message) implements Outcome {}

    /** It was cancelled and can be resumed. */
    record Cancelled() implements Outcome {}
}

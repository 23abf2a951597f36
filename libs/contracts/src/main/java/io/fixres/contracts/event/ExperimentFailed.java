package io.fixres.contracts.event;

/**
 * An experiment has ended without completing.
 *
 * @param attempt 0 where it was never claimed
 * @param message what went wrong and what to do about it
 */
public record ExperimentFailed(String experiment, int attempt, FailureCategory category, String message)
        implements TrainingEvent {}

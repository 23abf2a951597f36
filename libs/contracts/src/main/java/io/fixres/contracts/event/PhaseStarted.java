package io.fixres.contracts.event;

/** A phase begins or, in a later attempt, goes on at {@code epoch}. */
public record PhaseStarted(
        String experiment,
        int attempt,
        String phase,
        int phaseIndex,
        int resolution,
        int epoch,
        int epochs,
        long stepsPerEpoch,
        long trainableParameters)
        implements TrainingEvent {}

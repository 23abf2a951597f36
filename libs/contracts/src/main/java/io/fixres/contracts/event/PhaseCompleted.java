package io.fixres.contracts.event;

/** A phase is done. The figures are those of {@link PhaseSummary}. */
public record PhaseCompleted(String experiment, int attempt, PhaseSummary phase) implements TrainingEvent {}

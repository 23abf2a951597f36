package io.fixres.contracts.event;

import java.util.List;

/**
 * All phases are trained.
 *
 * @param evaluations object keys of every evaluation that belongs to the experiment; it is finished for its user when
 *     all of them exist
 */
public record ExperimentCompleted(
        String experiment, int attempt, double seconds, List<PhaseSummary> phases, List<String> evaluations)
        implements TrainingEvent {}

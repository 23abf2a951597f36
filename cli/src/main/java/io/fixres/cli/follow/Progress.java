package io.fixres.cli.follow;

import io.fixres.contracts.event.DatasetReady;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.ExperimentStarted;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.event.TrainingProgress;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.recipe.Recipe;
import java.time.Duration;
import java.util.Optional;

/** Is told how one experiment goes. Calls come from one thread. */
interface Progress {
    /**
     * What is stored of an experiment, which makes up for events that were lost.
     *
     * @param scored evaluations that are stored
     * @param expected evaluations that the recipe asks for
     */
    record Snapshot(ExperimentState state, Recipe recipe, int scored, int expected) {}

    /** It waits, for the reason given; called again while that is so. */
    void waiting(String reason);

    /** The data is read and checked; called again while that is so. */
    void ingesting(IngestPace.Reading pace);

    /** The data is stored. */
    void ready(DatasetReady dataset);

    /** The data is refused. */
    void refused(String reason);

    /** What is stored; called again while the experiment is followed. */
    void stored(Snapshot snapshot);

    /** An attempt begins. */
    void started(ExperimentStarted started);

    /** A phase begins or goes on. */
    void phase(PhaseStarted phase);

    /** Where training stands. */
    void training(TrainingProgress training);

    /** A phase is done. */
    void phaseCompleted(PhaseSummary phase);

    /** A checkpoint was scored. */
    void evaluated(EvaluationCompleted evaluation);

    /**
     * Training is done; so many evaluations of all are stored.
     *
     * @param left empty where it cannot be said
     */
    void evaluations(int stored, int expected, Optional<Duration> left);

    /** It has ended. */
    void ended(Outcome outcome);
}

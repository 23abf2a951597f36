package io.fixres.cli.follow;

import io.fixres.contracts.event.DatasetReady;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.ExperimentStarted;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.event.TrainingProgress;
import java.time.Duration;
import java.util.Optional;

/** Shows how an experiment goes. Calls come from one thread. */
public interface Progress extends AutoCloseable {
    /** Bars on a terminal, lines elsewhere, on standard error. */
    static Progress onStandardError() {
        return Boolean.getBoolean("fixres.terminal")
                ? new BarProgress(System.err, Integer.getInteger("fixres.width", 80))
                : new LineProgress(System.err);
    }

    /** Something that a person should know. */
    void say(String line);

    /** It waits, for the reason given; called again while that is so. */
    void waiting(String reason);

    /** The data is read and checked; called again while that is so. */
    void ingesting(IngestPace.Reading pace);

    /** The data is stored. */
    void ready(DatasetReady dataset);

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

    @Override
    void close();
}

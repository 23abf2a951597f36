package io.fixres.report.history;

import io.fixres.contracts.event.ExperimentStarted;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.contracts.event.TrainingProgress;

/** Events of one experiment with ten steps an epoch. */
public final class Reports {
    public static final String EXPERIMENT = "exp-1";
    private static final int STEPS_PER_EPOCH = 10;

    private Reports() {}

    public static ExperimentStarted started(int attempt, long samples) {
        return new ExperimentStarted(EXPERIMENT, attempt, "demo", "ds-1", "net", 1000, samples, 0, "trainer");
    }

    public static PhaseStarted phase(int attempt, String phase, int epochs) {
        return new PhaseStarted(EXPERIMENT, attempt, phase, 0, 32, 0, epochs, STEPS_PER_EPOCH, 500);
    }

    /** At a step of a first phase of two epochs. */
    public static TrainingProgress report(int attempt, long step, double loss) {
        return report(attempt, step, loss, 2);
    }

    public static TrainingProgress report(int attempt, long step, double loss, int epochs) {
        int epoch = (int) ((step - 1) / STEPS_PER_EPOCH);
        return new TrainingProgress(
                EXPERIMENT,
                attempt,
                "initial",
                epoch,
                epochs,
                step,
                step - (long) epoch * STEPS_PER_EPOCH,
                STEPS_PER_EPOCH,
                loss,
                .5,
                .001,
                100,
                .25);
    }
}

package io.fixres.training.optimizer;

import io.fixres.contracts.recipe.ScheduleSpec;

/** The learning rate of each step of a phase. */
public final class LearningRate {
    private final ScheduleSpec schedule;
    private final double base;
    private final long stepsPerEpoch;
    private final long steps;

    /**
     * Of a phase.
     *
     * @param base rate of the optimizer
     * @param steps of the whole phase
     */
    public LearningRate(ScheduleSpec schedule, double base, long stepsPerEpoch, long steps) {
        this.schedule = schedule;
        this.base = base;
        this.stepsPerEpoch = stepsPerEpoch;
        this.steps = steps;
    }

    /** The rate of a step, from 0. Warm-up grows linearly and reaches the base with its last step. */
    public double at(long step) {
        double warmup = schedule.warmupEpochs() * stepsPerEpoch;
        if (step < warmup) {
            return base * Math.min(1, (step + 1) / warmup);
        }
        return base
                * switch (schedule.name()) {
                    case CONSTANT -> 1.0;
                    case STEP -> Math.pow(schedule.gamma(), step / (schedule.stepEpochs() * stepsPerEpoch));
                    case COSINE -> cosine((step - warmup) / Math.max(1, steps - warmup));
                };
    }

    /** Half a cosine from 1 to the final share (Loshchilov and Hutter, ICLR 2017, without restarts). */
    private double cosine(double done) {
        double share = schedule.finalShare();
        return share + (1 - share) * (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
    }
}

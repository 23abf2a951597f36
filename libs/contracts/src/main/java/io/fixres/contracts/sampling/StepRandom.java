package io.fixres.contracts.sampling;

/** The random numbers of one optimizer step, such as how its batch is mixed: a pure function of (seed, phase, epoch, step). */
public final class StepRandom {
    /** Keeps a step apart from the order of the epoch and the looks of its samples. */
    private static final long STEP_STREAM = 3;

    private StepRandom() {}

    /** The generator of one step of one epoch, both counted from 0. */
    public static CounterRandom of(long seed, int phaseIndex, long epoch, long step) {
        return CounterRandom.of(seed, phaseIndex, epoch, STEP_STREAM, step);
    }
}

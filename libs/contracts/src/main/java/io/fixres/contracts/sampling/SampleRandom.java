package io.fixres.contracts.sampling;

/** The random numbers of one sample's look: a pure function of (seed, phase, epoch, sample). */
public final class SampleRandom {
    /** Keeps the look apart from the order of the epoch, which uses the same key otherwise. */
    private static final long LOOK_STREAM = 2;

    private SampleRandom() {}

    /** The generator of one sample in one epoch. */
    public static CounterRandom of(long seed, int phaseIndex, int epoch, long sample) {
        return CounterRandom.of(seed, phaseIndex, epoch, LOOK_STREAM, sample);
    }
}

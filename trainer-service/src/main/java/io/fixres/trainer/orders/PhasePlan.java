package io.fixres.trainer.orders;

import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.sampling.EpochOrder;

/**
 * What a phase trains on.
 *
 * @param samples size of the training split
 */
public record PhasePlan(long seed, int phaseIndex, PhaseSpec phase, long samples) {
    /** Refuses a phase without a single step. */
    public PhasePlan {
        if (samples < 1 || (phase.dropLast() && samples < phase.batchSize())) {
            throw new IllegalArgumentException("phase '" + phase.name() + "' has no whole batch: " + samples
                    + " training samples in batches of " + phase.batchSize() + "; use a smaller batch_size");
        }
    }

    /** Positions of an epoch that are trained on. */
    public long positions() {
        return phase.dropLast() ? samples / phase.batchSize() * phase.batchSize() : samples;
    }

    /** Optimizer steps of an epoch. */
    public long stepsPerEpoch() {
        return (positions() + phase.batchSize() - 1) / phase.batchSize();
    }

    /** Optimizer steps of the phase. */
    public long steps() {
        return stepsPerEpoch() * phase.epochs();
    }

    /** Images in a batch; the last of an epoch may be short. */
    public int batchImages(long batch) {
        return (int) Math.min(phase.batchSize(), positions() - batch * phase.batchSize());
    }

    /** Which sample stands at which position of an epoch. */
    public EpochOrder order(int epoch) {
        return new EpochOrder(seed, phaseIndex, epoch, samples, phase.shuffle(), phase.batchSize());
    }

    /** Bytes of one image: uint8, three channels. */
    public int imageBytes() {
        return phase.resolution() * phase.resolution() * 3;
    }
}

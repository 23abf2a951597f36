package io.fixres.training.mixing;

import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.sampling.StepRandom;
import io.fixres.training.ImageBatch;
import java.util.Optional;

/** How the batches of a phase are mixed: a pure function of (seed, phase, epoch, step), so that a resumed run goes on alike. */
public final class Mixing {
    private final Optional<Double> mixup;
    private final Optional<Double> cutmix;
    private final long seed;
    private final int phaseIndex;
    private final long stepsPerEpoch;

    private Mixing(PhaseSpec phase, long seed, int phaseIndex, long stepsPerEpoch) {
        this.mixup = phase.mixup();
        this.cutmix = phase.cutmix();
        this.seed = seed;
        this.phaseIndex = phaseIndex;
        this.stepsPerEpoch = stepsPerEpoch;
    }

    /** Of a phase; empty if it mixes nothing. */
    public static Optional<Mixing> of(PhaseSpec phase, long seed, int phaseIndex, long stepsPerEpoch) {
        return phase.mixup().or(phase::cutmix).map(any -> new Mixing(phase, seed, phaseIndex, stepsPerEpoch));
    }

    /**
     * What is done to the batch of a step.
     *
     * @param step of the phase, from 0
     */
    public BatchMix draw(long step, ImageBatch batch) {
        CounterRandom random = StepRandom.of(seed, phaseIndex, step / stepsPerEpoch, step % stepsPerEpoch);
        if (batch.n() < 2) {
            return BatchMix.none();
        }
        int distance = 1 + random.nextInt(batch.n() - 1);
        boolean blend = mixup.isPresent() && (cutmix.isEmpty() || random.nextBoolean(0.5));
        double own = SymmetricBeta.draw(blend ? mixup.get() : cutmix.orElseThrow(), random);
        return blend
                ? BatchMix.blend(own, distance)
                : BatchMix.cut(CutBox.draw(own, batch.width(), batch.height(), random), distance);
    }
}

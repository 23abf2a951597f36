package io.fixres.trainer.orders;

import io.fixres.contracts.sampling.SampleRandom;
import io.fixres.contracts.transform.Variants;
import java.util.Optional;

/** Numbers that say which images of a phase have the same pixels: of sample and flip, where flips are all there is. */
public final class ImageKeys {
    /** Of an image whose pixels never come again. */
    public static final long NONE = -1;

    private final PhasePlan plan;
    private final Optional<Variants> variants;

    /** For a phase. */
    public ImageKeys(PhasePlan plan) {
        this.plan = plan;
        this.variants = Variants.of(plan.phase().transform().steps(plan.phase().resolution()));
    }

    /** The key of a sample as it looks in an epoch. */
    public long key(int epoch, long sample) {
        return variants.map(
                        v -> sample * v.count() + v.of(SampleRandom.of(plan.seed(), plan.phaseIndex(), epoch, sample)))
                .orElse(NONE);
    }
}

package io.fixres.contracts.transform;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep.CenterCrop;
import io.fixres.contracts.transform.TransformStep.Hflip;
import io.fixres.contracts.transform.TransformStep.ResizeLong;
import io.fixres.contracts.transform.TransformStep.ResizeShort;
import io.fixres.contracts.transform.TransformStep.Squash;
import io.fixres.contracts.transform.TransformStep.Vflip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The few looks that one image can have under a transform whose only chance is in flips; which one it has in an epoch is
 * known without making it.
 */
public final class Variants {
    private final List<Double> flips;

    private Variants(List<Double> flips) {
        this.flips = List.copyOf(flips);
    }

    /** Of a transform; empty if it draws anything but flips. */
    public static Optional<Variants> of(List<TransformStep> steps) {
        List<Double> flips = new ArrayList<>();
        for (TransformStep step : steps) {
            if (step instanceof Hflip flip) {
                flips.add(flip.p());
            } else if (step instanceof Vflip flip) {
                flips.add(flip.p());
            } else if (!(step instanceof Squash
                    || step instanceof ResizeShort
                    || step instanceof ResizeLong
                    || step instanceof CenterCrop)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Variants(flips));
    }

    /** How many there are. */
    public int count() {
        return 1 << flips.size();
    }

    /**
     * The one that an image has, from 0: drawn as the transform draws it.
     *
     * @param random of the image in its epoch, see {@link io.fixres.contracts.sampling.SampleRandom}
     */
    public int of(CounterRandom random) {
        int variant = 0;
        for (int i = 0; i < flips.size(); i++) {
            variant |= random.nextBoolean(flips.get(i)) ? 1 << i : 0;
        }
        return variant;
    }
}

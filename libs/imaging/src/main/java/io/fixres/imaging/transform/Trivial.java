package io.fixres.imaging.transform;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep.TrivialAugment;

/** Draws one look, its strength and its sign, each uniformly, and applies it. */
final class Trivial {
    private static final TrivialLook[] LOOKS = TrivialLook.values();

    private Trivial() {}

    static Operation of(TrivialAugment step) {
        return (image, random) -> {
            Draw draw = draw(random);
            return draw.look().apply(image, draw.magnitude(), step.interpolation());
        };
    }

    /** What is done to one image. */
    record Draw(TrivialLook look, double magnitude) {}

    /** Three numbers are drawn whatever the look needs. */
    static Draw draw(CounterRandom random) {
        TrivialLook look = LOOKS[random.nextInt(LOOKS.length)];
        double magnitude = look.magnitude(random.nextInt(TrivialLook.BINS));
        boolean negative = random.nextBoolean(0.5);
        return new Draw(look, negative && look.signed() ? -magnitude : magnitude);
    }
}

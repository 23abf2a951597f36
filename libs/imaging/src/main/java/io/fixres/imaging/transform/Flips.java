package io.fixres.imaging.transform;

import org.opencv.core.Core;
import org.opencv.core.Mat;

/** Mirrors an image with a probability; one number is drawn either way. */
final class Flips {
    private static final int LEFT_RIGHT = 1;
    private static final int TOP_BOTTOM = 0;

    private Flips() {}

    static Operation leftRight(double p) {
        return flip(p, LEFT_RIGHT);
    }

    static Operation topBottom(double p) {
        return flip(p, TOP_BOTTOM);
    }

    private static Operation flip(double p, int code) {
        return (image, random) -> {
            if (!random.nextBoolean(p)) {
                return image;
            }
            Mat flipped = new Mat();
            Core.flip(image, flipped, code);
            return flipped;
        };
    }
}

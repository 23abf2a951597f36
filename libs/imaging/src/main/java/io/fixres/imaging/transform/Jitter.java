package io.fixres.imaging.transform;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep.ColorJitter;
import org.opencv.core.Mat;

/** Colour jitter: factors and the order of the four changes are drawn, as torchvision's {@code ColorJitter} does. */
final class Jitter implements Operation {
    /** Grown, never shrunk, and reused by the thread. */
    private static final ThreadLocal<byte[]> PIXELS = ThreadLocal.withInitial(() -> new byte[0]);

    private final ColorJitter step;

    Jitter(ColorJitter step) {
        this.step = step;
    }

    @Override
    public Mat apply(Mat image, CounterRandom random) {
        int[] order = {0, 1, 2, 3};
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        double brightness = factor(step.brightness(), random);
        double contrast = factor(step.contrast(), random);
        double saturation = factor(step.saturation(), random);
        double hue = random.nextDouble(-step.hue(), step.hue());
        int length = image.rows() * image.cols() * 3;
        byte[] pixels = scratch(length);
        image.get(0, 0, pixels);
        for (int which : order) {
            switch (which) {
                case 0 -> apply(step.brightness(), () -> Colours.brightness(pixels, length, brightness));
                case 1 -> apply(step.contrast(), () -> Colours.contrast(pixels, length, contrast));
                case 2 -> apply(step.saturation(), () -> Colours.saturation(pixels, length, saturation));
                default -> apply(step.hue(), () -> Colours.hue(pixels, length, hue));
            }
        }
        Mat changed = new Mat(image.rows(), image.cols(), image.type());
        changed.put(0, 0, pixels, 0, length);
        return changed;
    }

    private static byte[] scratch(int length) {
        byte[] pixels = PIXELS.get();
        if (pixels.length < length) {
            pixels = new byte[length];
            PIXELS.set(pixels);
        }
        return pixels;
    }

    private static void apply(double strength, Runnable change) {
        if (strength > 0) {
            change.run();
        }
    }

    private static double factor(double strength, CounterRandom random) {
        return random.nextDouble(Math.max(0, 1 - strength), 1 + strength);
    }
}

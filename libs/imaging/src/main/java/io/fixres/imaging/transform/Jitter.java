package io.fixres.imaging.transform;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep.Arithmetic;
import io.fixres.contracts.transform.TransformStep.ColorJitter;
import org.opencv.core.Mat;

/** Colour jitter: factors and the order of the four changes are drawn, as torchvision's {@code ColorJitter} does. */
final class Jitter implements Operation {
    private final ColorJitter step;
    private final boolean pillow;

    Jitter(ColorJitter step) {
        this.step = step;
        this.pillow = step.arithmetic() == Arithmetic.PILLOW;
    }

    @Override
    public Mat apply(Mat image, CounterRandom random) {
        Draw draw = draw(random);
        double[] strengths = {step.brightness(), step.contrast(), step.saturation(), step.hue()};
        return PixelArrays.changed(image, (rgb, width, height) -> {
            for (int which : draw.order()) {
                if (strengths[which] > 0) {
                    change(which, rgb, width * height * 3, draw.amounts()[which]);
                }
            }
        });
    }

    /**
     * What is done to one image.
     *
     * @param order of brightness 0, contrast 1, saturation 2 and hue 3
     * @param amounts of these: three factors and a share of the circle
     */
    @SuppressWarnings("ArrayRecordComponent") // drawn for each image, used once and never compared
    record Draw(int[] order, double[] amounts) {}

    Draw draw(CounterRandom random) {
        int[] order = {0, 1, 2, 3};
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        double[] amounts = {
            factor(step.brightness(), random),
            factor(step.contrast(), random),
            factor(step.saturation(), random),
            random.nextDouble(-step.hue(), step.hue())
        };
        return new Draw(order, amounts);
    }

    private void change(int which, byte[] rgb, int length, double amount) {
        if (pillow) {
            switch (which) {
                case 0 -> PillowColours.brightness(rgb, length, amount);
                case 1 -> PillowColours.contrast(rgb, length, amount);
                case 2 -> PillowColours.saturation(rgb, length, amount);
                default -> PillowHue.turn(rgb, length, amount);
            }
        } else {
            switch (which) {
                case 0 -> Colours.brightness(rgb, length, amount);
                case 1 -> Colours.contrast(rgb, length, amount);
                case 2 -> Colours.saturation(rgb, length, amount);
                default -> Colours.hue(rgb, length, amount);
            }
        }
    }

    private static double factor(double strength, CounterRandom random) {
        return random.nextDouble(Math.max(0, 1 - strength), 1 + strength);
    }
}

package io.fixres.imaging.transform;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep.Sampler;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * A box within an image, in whole pixels.
 *
 * @param x left edge
 * @param y top edge
 */
public record CropBox(int x, int y, int width, int height) {
    private static final int TORCHVISION_TRIES = 10;
    private static final int TENSORFLOW_TRIES = 100;

    /** The pixels of the box: a view of an image that contains it. */
    public Mat of(Mat image) {
        return image.submat(new Rect(x, y, width, height));
    }

    /**
     * Draws a box.
     *
     * @param scale lowest and highest share of the image's area
     * @param ratio lowest and highest width to height
     */
    public static CropBox draw(
            Sampler sampler, int width, int height, List<Double> scale, List<Double> ratio, CounterRandom random) {
        return switch (sampler) {
            case TORCHVISION -> torchvision(width, height, scale, ratio, random);
            case TENSORFLOW -> tensorflow(width, height, scale, ratio, random);
        };
    }

    /** torchvision 0.22 {@code RandomResizedCrop.get_params}: area uniform, logarithm of the ratio uniform. */
    private static CropBox torchvision(
            int width, int height, List<Double> scale, List<Double> ratio, CounterRandom random) {
        double area = (double) width * height;
        double logLow = StrictMath.log(ratio.get(0));
        double logHigh = StrictMath.log(ratio.get(1));
        for (int i = 0; i < TORCHVISION_TRIES; i++) {
            double target = area * random.nextDouble(scale.get(0), scale.get(1));
            double aspect = StrictMath.exp(random.nextDouble(logLow, logHigh));
            int w = (int) Math.rint(StrictMath.sqrt(target * aspect));
            int h = (int) Math.rint(StrictMath.sqrt(target / aspect));
            if (w > 0 && w <= width && h > 0 && h <= height) {
                int y = random.nextInt(height - h + 1);
                int x = random.nextInt(width - w + 1);
                return new CropBox(x, y, w, h);
            }
        }
        return centred(width, height, ratio);
    }

    /** The fall-back of torchvision: the whole image, cut to the nearest allowed ratio. */
    private static CropBox centred(int width, int height, List<Double> ratio) {
        double aspect = (double) width / height;
        int w = width;
        int h = height;
        if (aspect < ratio.get(0)) {
            h = Math.max(1, (int) Math.rint(w / ratio.get(0)));
        } else if (aspect > ratio.get(1)) {
            w = Math.max(1, (int) Math.rint(h * ratio.get(1)));
        }
        return new CropBox((width - w) / 2, (height - h) / 2, w, h);
    }

    /**
     * TensorFlow 2.18 {@code sample_distorted_bounding_box} with the whole image as the one box and no coverage asked for
     * (sample_distorted_bounding_box_op.cc): ratio uniform, then height uniform among those that keep the area's limits.
     */
    private static CropBox tensorflow(
            int width, int height, List<Double> scale, List<Double> ratio, CounterRandom random) {
        double area = (double) width * height;
        double least = scale.get(0) * area;
        double most = scale.get(1) * area;
        for (int i = 0; i < TENSORFLOW_TRIES; i++) {
            double aspect = random.nextDouble(ratio.get(0), ratio.get(1));
            int low = (int) Math.rint(StrictMath.sqrt(least / aspect));
            int high = (int) Math.rint(StrictMath.sqrt(most / aspect));
            if ((int) Math.rint(high * aspect) > width) {
                high = (int) ((width + 0.5 - 1e-7) / aspect);
            }
            high = Math.min(high, height);
            low = Math.min(low, high);
            int h = low + (low < high ? random.nextInt(high - low + 1) : 0);
            int w = (int) Math.rint(h * aspect);
            if ((double) w * h < least) {
                h++;
                w = (int) Math.rint(h * aspect);
            }
            if ((double) w * h > most) {
                h--;
                w = (int) Math.rint(h * aspect);
            }
            boolean fits = w > 0 && h > 0 && w <= width && h <= height;
            if (fits && (double) w * h >= least && (double) w * h <= most) {
                int x = w < width ? random.nextInt(width - w) : 0;
                int y = h < height ? random.nextInt(height - h) : 0;
                return new CropBox(x, y, w, h);
            }
        }
        return new CropBox(0, 0, width, height);
    }
}

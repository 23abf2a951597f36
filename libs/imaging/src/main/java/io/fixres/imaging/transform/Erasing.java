package io.fixres.imaging.transform;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep.Fill;
import io.fixres.contracts.transform.TransformStep.RandomErasing;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

/** Overwrites a random box of an image (torchvision 0.22 {@code RandomErasing}). */
final class Erasing implements Operation {
    private static final int TRIES = 10;
    /** ImageNet's mean and deviation as torchvision states them, of values in 0 to 1. */
    private static final double[] MEAN = {0.485, 0.456, 0.406};

    private static final double[] DEVIATION = {0.229, 0.224, 0.225};

    private final RandomErasing step;

    Erasing(RandomErasing step) {
        this.step = step;
    }

    @Override
    public Mat apply(Mat image, CounterRandom random) {
        if (!random.nextBoolean(step.p())) {
            return image;
        }
        return box(image.cols(), image.rows(), random)
                .map(box -> erased(image, box, step.fill(), random))
                .orElse(image);
    }

    /** Area uniform, logarithm of height to width uniform; empty if ten boxes in turn do not fit within the image. */
    Optional<CropBox> box(int width, int height, CounterRandom random) {
        double area = (double) width * height;
        double low = StrictMath.log(step.ratio().get(0));
        double high = StrictMath.log(step.ratio().get(1));
        for (int i = 0; i < TRIES; i++) {
            double target =
                    area * random.nextDouble(step.scale().get(0), step.scale().get(1));
            double aspect = StrictMath.exp(random.nextDouble(low, high));
            int h = (int) Math.rint(StrictMath.sqrt(target * aspect));
            int w = (int) Math.rint(StrictMath.sqrt(target / aspect));
            if (h > 0 && w > 0 && h < height && w < width) {
                int y = random.nextInt(height - h + 1);
                int x = random.nextInt(width - w + 1);
                return Optional.of(new CropBox(x, y, w, h));
            }
        }
        return Optional.empty();
    }

    static Mat erased(Mat image, CropBox box, Fill fill, CounterRandom random) {
        Mat erased = image.clone();
        Mat part = erased.submat(new Rect(box.x(), box.y(), box.width(), box.height()));
        switch (fill) {
            case MEAN -> part.setTo(new Scalar(level(MEAN[0]), level(MEAN[1]), level(MEAN[2])));
            case BLACK -> part.setTo(new Scalar(0, 0, 0));
            case NOISE -> part.put(0, 0, noise(box.width() * box.height() * 3, random));
        }
        part.release();
        return erased;
    }

    private static byte[] noise(int length, CounterRandom random) {
        byte[] noise = new byte[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (byte) level(MEAN[i % 3] + DEVIATION[i % 3] * random.nextGaussian());
        }
        return noise;
    }

    private static int level(double share) {
        return (int) Math.max(0, Math.min(255, Math.rint(255 * share)));
    }
}

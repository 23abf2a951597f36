package io.fixres.imaging.transform;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep.Interpolation;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Resizes. Without antialias the value between pixels is interpolated whatever the reduction (TensorFlow's default; pixel
 * centres at half); with it the filter grows with the reduction (PIL's and torchvision's).
 */
final class Resize implements Operation {
    /** A strip one pixel wide would otherwise become gigabytes when its short side is resized. */
    private static final int MOST_PIXELS = 1 << 26;

    private final Target target;
    private final Interpolation interpolation;
    private final boolean antialias;

    Resize(Target target, Interpolation interpolation, boolean antialias) {
        this.target = target;
        this.interpolation = interpolation;
        this.antialias = antialias;
    }

    /** The size that an image of a size becomes. */
    interface Target {
        Size of(int width, int height);

        static Target squash(int size) {
            return (width, height) -> new Size(size, size);
        }

        /** torchvision 0.22 {@code resize} with one size: the long side is int(size * long / short). */
        static Target shortSide(int size) {
            return (width, height) -> width <= height
                    ? new Size(size, (int) ((double) size * height / width))
                    : new Size((int) ((double) size * width / height), size);
        }

        static Target longSide(int size) {
            return (width, height) -> width >= height
                    ? new Size(size, Math.max(1, (int) ((double) size * height / width)))
                    : new Size(Math.max(1, (int) ((double) size * width / height)), size);
        }
    }

    @Override
    public Mat apply(Mat image, CounterRandom random) {
        Size size = target.of(image.cols(), image.rows());
        if (size.width == image.cols() && size.height == image.rows()) {
            return image;
        }
        if (size.area() > MOST_PIXELS) {
            throw new IllegalArgumentException("resizing an image of " + image.cols() + " x " + image.rows()
                    + " pixels to " + (int) size.width + " x " + (int) size.height + " exceeds " + MOST_PIXELS
                    + " pixels: use squash for so long an image");
        }
        int width = (int) size.width;
        int height = (int) size.height;
        return switch (interpolation) {
            case NEAREST -> NearestResize.apply(image, width, height);
            case BILINEAR -> bilinear(image, size);
            case BICUBIC, AREA -> FilteredResize.apply(image, width, height, interpolation, antialias);
        };
    }

    private Mat bilinear(Mat image, Size size) {
        // Enlarging, the filter is plain interpolation.
        if (antialias && (size.width < image.cols() || size.height < image.rows())) {
            return FilteredResize.apply(image, (int) size.width, (int) size.height, interpolation, true);
        }
        Mat resized = new Mat();
        Imgproc.resize(image, resized, size, 0, 0, Imgproc.INTER_LINEAR);
        return resized;
    }
}

package io.fixres.imaging.transform;

import io.fixres.contracts.transform.TransformStep.Rounding;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

/** Cuts squares out of images; an image smaller than the square is padded with zeros first, as torchvision does. */
final class Crops {
    private Crops() {}

    /**
     * The corner is (side - size) / 2: half to even as Python rounds (torchvision 0.22 {@code center_crop}), or cut off
     * (Keras 3.15 {@code CenterCrop}).
     */
    static Operation center(int size, Rounding rounding) {
        return (image, random) -> padded(image, size, whole -> {
            int x = whole.cols() - size;
            int y = whole.rows() - size;
            return rounding == Rounding.DOWN
                    ? new Rect(x / 2, y / 2, size, size)
                    : new Rect(middle(x), middle(y), size, size);
        });
    }

    static Operation random(int size) {
        return (image, random) -> padded(image, size, whole -> {
            int y = random.nextInt(whole.rows() - size + 1);
            int x = random.nextInt(whole.cols() - size + 1);
            return new Rect(x, y, size, size);
        });
    }

    /**
     * FixRes transforms_v2: vertically centred; horizontally shifted from the centre by a whole number uniform in 0 to
     * the margin, to either side.
     */
    static Operation shiftedCenter(int size) {
        return (image, random) -> padded(image, size, whole -> {
            int x = middle(whole.cols() - size);
            int shift = x > 0 ? random.nextInt(x + 1) * (random.nextBoolean(0.5) ? 1 : -1) : 0;
            int shifted = Math.max(0, Math.min(whole.cols() - size, x + shift));
            return new Rect(shifted, middle(whole.rows() - size), size, size);
        });
    }

    /** Where a square of the wished size lies in an image that is large enough. */
    private interface Placement {
        Rect in(Mat whole);
    }

    private static Mat padded(Mat image, int size, Placement placement) {
        int missingX = Math.max(0, size - image.cols());
        int missingY = Math.max(0, size - image.rows());
        if (missingX == 0 && missingY == 0) {
            return image.submat(placement.in(image));
        }
        Mat padded = new Mat();
        Core.copyMakeBorder(
                image,
                padded,
                missingY / 2,
                (missingY + 1) / 2,
                missingX / 2,
                (missingX + 1) / 2,
                Core.BORDER_CONSTANT,
                new Scalar(0, 0, 0));
        Mat crop = padded.submat(placement.in(padded));
        padded.release();
        return crop;
    }

    private static int middle(int margin) {
        return (int) Math.rint(margin / 2.0);
    }
}

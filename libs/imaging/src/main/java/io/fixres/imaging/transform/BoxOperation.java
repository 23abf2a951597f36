package io.fixres.imaging.transform;

import io.fixres.contracts.sampling.CounterRandom;
import org.opencv.core.Mat;

/** An operation that needs one box of the image only, which is known before its pixels are. */
public interface BoxOperation extends Operation {
    /**
     * The box.
     *
     * @param width of the image, in pixels
     * @param height of the image, in pixels
     */
    CropBox box(int width, int height, CounterRandom random);

    /** What becomes of the pixels of the box: a new Mat, or the box itself. */
    Mat within(Mat box, CounterRandom random);

    @Override
    default Mat apply(Mat image, CounterRandom random) {
        Mat pixels = box(image.cols(), image.rows(), random).of(image);
        Mat result = within(pixels, random);
        if (result != pixels) {
            pixels.release();
        }
        return result;
    }
}

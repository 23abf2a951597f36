package io.fixres.imaging.transform;

import org.opencv.core.Mat;

/**
 * Takes the pixel in which the centre of the new one falls, in whole numbers: PIL's and TensorFlow's nearest neighbour, and
 * torchvision's {@code NEAREST_EXACT}. OpenCV and torchvision's {@code NEAREST} of tensors look at the corner instead.
 */
final class NearestResize {
    private NearestResize() {}

    static Mat apply(Mat image, int width, int height) {
        int inWidth = image.cols();
        int inHeight = image.rows();
        return PixelArrays.mapped(image, width, height, (rgb, result) -> {
            int out = 0;
            for (int y = 0; y < height; y++) {
                int row = at(y, height, inHeight) * inWidth;
                for (int x = 0; x < width; x++) {
                    System.arraycopy(rgb, (row + at(x, width, inWidth)) * 3, result, out, 3);
                    out += 3;
                }
            }
        });
    }

    private static int at(int index, int size, int sourceSize) {
        return (int) ((2L * index + 1) * sourceSize / (2L * size));
    }
}

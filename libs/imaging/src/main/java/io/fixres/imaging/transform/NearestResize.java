package io.fixres.imaging.transform;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Takes the pixel in which the centre of the new one falls, in whole numbers: PIL's and TensorFlow's nearest neighbour, and
 * torchvision's {@code NEAREST_EXACT}. OpenCV and torchvision's {@code NEAREST} of tensors look at the corner instead.
 */
final class NearestResize {
    private NearestResize() {}

    static Mat apply(Mat image, int width, int height) {
        byte[] source = new byte[image.rows() * image.cols() * 3];
        image.get(0, 0, source);
        byte[] result = new byte[width * height * 3];
        int out = 0;
        for (int y = 0; y < height; y++) {
            int row = at(y, height, image.rows()) * image.cols();
            for (int x = 0; x < width; x++) {
                System.arraycopy(source, (row + at(x, width, image.cols())) * 3, result, out, 3);
                out += 3;
            }
        }
        Mat resized = new Mat(height, width, CvType.CV_8UC3);
        resized.put(0, 0, result);
        return resized;
    }

    private static int at(int index, int size, int sourceSize) {
        return (int) ((2L * index + 1) * sourceSize / (2L * size));
    }
}

package io.fixres.imaging.transform;

import org.opencv.core.Mat;

/** Pillow's {@code ImageEnhance.Sharpness}: a blend with the image smoothed by a 3 x 3 kernel, whose edges stay. */
final class Sharpness {
    private static final int CENTRE = 5;
    private static final int SUM = 13;

    private Sharpness() {}

    /**
     * The changed image.
     *
     * @param factor 0 smooth, 1 as it is, 2 sharpened
     */
    static Mat apply(Mat image, double factor) {
        float share = (float) factor;
        int width = image.cols();
        int height = image.rows();
        return PixelArrays.mapped(image, width, height, (rgb, result) -> {
            int stride = width * 3;
            System.arraycopy(rgb, 0, result, 0, stride * height);
            for (int y = 1; y < height - 1; y++) {
                for (int i = y * stride + 3; i < (y + 1) * stride - 3; i++) {
                    int value = rgb[i] & 255;
                    int sum = row(rgb, i - stride) + row(rgb, i) + row(rgb, i + stride) + (CENTRE - 1) * value;
                    result[i] = PillowColours.blended((2 * sum + SUM) / (2 * SUM), value, share);
                }
            }
        });
    }

    private static int row(byte[] rgb, int at) {
        return (rgb[at - 3] & 255) + (rgb[at] & 255) + (rgb[at + 3] & 255);
    }
}

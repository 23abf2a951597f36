package io.fixres.imaging.transform;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Runs changes of plain arrays on images. The arrays are grown, never shrunk, and reused by the thread. */
final class PixelArrays {
    private static final ThreadLocal<byte[]> PIXELS = ThreadLocal.withInitial(() -> new byte[0]);
    private static final ThreadLocal<byte[]> RESULT = ThreadLocal.withInitial(() -> new byte[0]);

    private PixelArrays() {}

    /** A change in place of the first width * height * 3 bytes: RGB, row major. */
    interface Change {
        void apply(byte[] rgb, int width, int height);
    }

    /** From one array to another; every byte of the result is written. */
    interface Mapping {
        void apply(byte[] rgb, byte[] result);
    }

    /** The changed image; the given one is left as it is. */
    static Mat changed(Mat image, Change change) {
        byte[] pixels = pixels(image);
        change.apply(pixels, image.cols(), image.rows());
        return mat(pixels, image.cols(), image.rows());
    }

    /** An image of a size from the pixels of another, which is left as it is. */
    static Mat mapped(Mat image, int width, int height, Mapping mapping) {
        byte[] pixels = pixels(image);
        byte[] result = scratch(RESULT, width * height * 3);
        mapping.apply(pixels, result);
        return mat(result, width, height);
    }

    private static byte[] pixels(Mat image) {
        byte[] pixels = scratch(PIXELS, image.rows() * image.cols() * 3);
        image.get(0, 0, pixels);
        return pixels;
    }

    private static Mat mat(byte[] pixels, int width, int height) {
        Mat mat = new Mat(height, width, CvType.CV_8UC3);
        mat.put(0, 0, pixels, 0, width * height * 3);
        return mat;
    }

    private static byte[] scratch(ThreadLocal<byte[]> owner, int length) {
        byte[] pixels = owner.get();
        if (pixels.length < length) {
            pixels = new byte[length];
            owner.set(pixels);
        }
        return pixels;
    }
}

package io.fixres.imaging.transform;

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

    /** From one array to another of the same shape; every byte of the result is written. */
    interface Mapping {
        void apply(byte[] rgb, byte[] result, int width, int height);
    }

    /** The changed image; the given one is left as it is. */
    static Mat changed(Mat image, Change change) {
        byte[] pixels = pixels(image);
        change.apply(pixels, image.cols(), image.rows());
        return mat(image, pixels);
    }

    /** The mapped image; the given one is left as it is. */
    static Mat mapped(Mat image, Mapping mapping) {
        byte[] pixels = pixels(image);
        byte[] result = scratch(RESULT, length(image));
        mapping.apply(pixels, result, image.cols(), image.rows());
        return mat(image, result);
    }

    private static byte[] pixels(Mat image) {
        byte[] pixels = scratch(PIXELS, length(image));
        image.get(0, 0, pixels);
        return pixels;
    }

    private static Mat mat(Mat like, byte[] pixels) {
        Mat mat = new Mat(like.rows(), like.cols(), like.type());
        mat.put(0, 0, pixels, 0, length(like));
        return mat;
    }

    private static int length(Mat image) {
        return image.rows() * image.cols() * 3;
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

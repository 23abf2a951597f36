package io.fixres.imaging;

import org.opencv.core.Mat;

/** A decoded image off the heap: uint8, RGB, row major. Closing frees it. */
public final class DecodedImage implements AutoCloseable {
    private final Mat pixels;

    DecodedImage(Mat pixels) {
        this.pixels = pixels;
    }

    /**
     * An image of given pixels.
     *
     * @param rgb height * width * 3 bytes
     */
    public static DecodedImage of(byte[] rgb, int height, int width) {
        Native.load();
        Mat pixels = new Mat(height, width, org.opencv.core.CvType.CV_8UC3);
        pixels.put(0, 0, rgb);
        return new DecodedImage(pixels);
    }

    /** Width in pixels. */
    public int width() {
        return pixels.cols();
    }

    /** Height in pixels. */
    public int height() {
        return pixels.rows();
    }

    Mat pixels() {
        return pixels;
    }

    @Override
    public void close() {
        pixels.release();
    }
}

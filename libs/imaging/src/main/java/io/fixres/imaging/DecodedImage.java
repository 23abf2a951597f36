package io.fixres.imaging;

import org.opencv.core.Mat;

/** A decoded image, or a box of it, off the heap: uint8, RGB, row major. Closing frees it. */
public final class DecodedImage implements AutoCloseable {
    private final Mat pixels;
    private final boolean cut;

    DecodedImage(Mat pixels) {
        this(pixels, false);
    }

    private DecodedImage(Mat pixels, boolean cut) {
        this.pixels = pixels;
        this.cut = cut;
    }

    /** The same pixels, said to be the box that the first step of a transform has chosen. */
    DecodedImage asCut() {
        return new DecodedImage(pixels, true);
    }

    boolean isCut() {
        return cut;
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

package io.fixres.imaging;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Encodes images without loss, with OpenCV. */
public final class ImageEncoder {
    /** Written down, so that another default of OpenCV does not change the bytes. */
    private static final int COMPRESSION = 6;

    private ImageEncoder() {}

    /**
     * A PNG of 8 bits a channel.
     *
     * @param rgb height * width * 3 bytes, row major
     */
    public static byte[] png(byte[] rgb, int height, int width) {
        if (rgb.length != 3L * height * width) {
            throw new IllegalArgumentException(
                    rgb.length + " bytes for " + height + " x " + width + " pixels: there must be 3 a pixel");
        }
        Native.load();
        Mat pixels = new Mat(height, width, CvType.CV_8UC3);
        MatOfByte encoded = new MatOfByte();
        MatOfInt settings = new MatOfInt(Imgcodecs.IMWRITE_PNG_COMPRESSION, COMPRESSION);
        try {
            pixels.put(0, 0, rgb);
            Imgproc.cvtColor(pixels, pixels, Imgproc.COLOR_RGB2BGR);
            if (!Imgcodecs.imencode(".png", pixels, encoded, settings)) {
                throw new IllegalStateException("OpenCV cannot encode a PNG of " + height + " x " + width + " pixels");
            }
            return encoded.toArray();
        } finally {
            pixels.release();
            encoded.release();
            settings.release();
        }
    }
}

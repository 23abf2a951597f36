package io.fixres.imaging;

import java.util.Random;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** JPEGs of smooth noise, so that chroma subsampling matters and blocks are not empty. */
public final class FixtureJpeg {
    private FixtureJpeg() {}

    /**
     * A JPEG.
     *
     * @param parameters names and values of OpenCV's encoder
     */
    public static byte[] of(int width, int height, int... parameters) {
        Native.load();
        Mat image = new Mat(height, width, CvType.CV_8UC3);
        byte[] noise = new byte[width * height * 3];
        new Random(width * 1000L + height).nextBytes(noise);
        image.put(0, 0, noise);
        Imgproc.blur(image, image, new Size(3, 3));
        MatOfByte encoded = new MatOfByte();
        Imgcodecs.imencode(".jpg", image, encoded, new MatOfInt(parameters));
        return encoded.toArray();
    }
}

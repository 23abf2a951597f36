package io.fixres.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** OpenCV's decoder is the reference. */
class JpegDecoderTest {
    static {
        Native.load();
    }

    @Property(tries = 60)
    void everySizeAndSubsamplingGivesTheBytesOfOpenCv(
            @ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 150) int height,
            @ForAll @IntRange(min = 0, max = 3) int sampling,
            @ForAll boolean progressive,
            @ForAll @IntRange(min = 20, max = 100) int quality) {
        // Given
        byte[] jpeg = jpeg(
                width,
                height,
                new MatOfInt(
                        Imgcodecs.IMWRITE_JPEG_QUALITY,
                        quality,
                        Imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
                        progressive ? 1 : 0,
                        Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
                        new int[] {
                                    Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_420,
                                    Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_422,
                                    Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_440,
                                    Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444
                                }
                                [sampling]));

        // When
        Mat ours = JpegDecoder.decode(jpeg).orElseThrow();

        // Then
        assertThat(bytes(ours)).isEqualTo(bytes(ImageDecoder.openCv(jpeg, new ImageHeader(width, height))));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 300, 400})
    void aScanWithDamageIsLeftToOpenCv(int at) {
        // Given
        byte[] jpeg = jpeg(64, 64, new MatOfInt());
        int scan = jpeg.length - 500;
        jpeg[scan + at] = (byte) 0xFF;
        jpeg[scan + at + 1] = (byte) 0xD0; // a restart where none may be

        // When / Then
        assertThat(JpegDecoder.decode(jpeg)).isEmpty();
    }

    @Test
    void greyAndOtherFormatsAreLeftToOpenCv() {
        // Given
        Mat grey = new Mat(9, 9, CvType.CV_8UC1);
        MatOfByte jpeg = new MatOfByte();
        MatOfByte png = new MatOfByte();
        Imgcodecs.imencode(".jpg", grey, jpeg);
        Imgcodecs.imencode(".png", grey, png);

        // When / Then
        assertThat(JpegDecoder.decode(jpeg.toArray())).isEmpty();
        assertThat(JpegDecoder.decode(png.toArray())).isEmpty();
    }

    /** Smooth noise, so that chroma subsampling matters and blocks are not empty. */
    private static byte[] jpeg(int width, int height, MatOfInt parameters) {
        Mat image = new Mat(height, width, CvType.CV_8UC3);
        byte[] noise = new byte[width * height * 3];
        new Random(width * 1000L + height).nextBytes(noise);
        image.put(0, 0, noise);
        Imgproc.blur(image, image, new org.opencv.core.Size(3, 3));
        MatOfByte encoded = new MatOfByte();
        Imgcodecs.imencode(".jpg", image, encoded, parameters);
        return encoded.toArray();
    }

    private static byte[] bytes(Mat image) {
        byte[] bytes = new byte[image.rows() * image.cols() * 3];
        assertThat(image.get(0, 0, bytes)).isEqualTo(bytes.length);
        assertThat(Core.countNonZero(image.reshape(1))).isNotZero();
        image.release();
        return bytes;
    }
}

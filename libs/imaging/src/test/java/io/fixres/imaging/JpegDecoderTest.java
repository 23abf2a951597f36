package io.fixres.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.imaging.jpeg.JpegDecoder;
import io.fixres.imaging.transform.CropBox;
import java.util.Optional;
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
import org.opencv.core.Rect;
import org.opencv.imgcodecs.Imgcodecs;

/** OpenCV's decoder is the reference. */
class JpegDecoderTest {
    static {
        Native.load();
    }

    private static final int[] SUBSAMPLINGS = {
        Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_420,
        Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_422,
        Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_440,
        Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444
    };

    @Property(tries = 60)
    void everySizeAndSubsamplingGivesTheBytesOfOpenCv(
            @ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 150) int height,
            @ForAll @IntRange(min = 0, max = 3) int subsampling,
            @ForAll @IntRange(min = 0, max = 5) int restartInterval,
            @ForAll @IntRange(min = 20, max = 100) int quality) {
        // Given
        byte[] jpeg = FixtureJpeg.of(width, height, parameters(subsampling, restartInterval, quality));

        // When
        Mat ours = JpegDecoder.decode(jpeg).orElseThrow();

        // Then
        assertThat(bytes(ours)).isEqualTo(bytes(ImageDecoder.openCv(jpeg, new ImageHeader(width, height))));
    }

    @Property(tries = 200)
    void aBoxHasThePixelsOfTheWholeImage(
            @ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 150) int height,
            @ForAll @IntRange(min = 0, max = 3) int subsampling,
            @ForAll @IntRange(min = 0, max = 5) int restartInterval,
            @ForAll Random random) {
        // Given
        byte[] jpeg = FixtureJpeg.of(width, height, parameters(subsampling, restartInterval, 90));
        int x = random.nextInt(width);
        int y = random.nextInt(height);
        CropBox box = new CropBox(x, y, 1 + random.nextInt(width - x), 1 + random.nextInt(height - y));

        // When
        Mat ours = JpegDecoder.decode(jpeg, box).orElseThrow();

        // Then
        Mat whole = ImageDecoder.openCv(jpeg, new ImageHeader(width, height));
        Mat part = whole.submat(new Rect(box.x(), box.y(), box.width(), box.height()));
        assertThat(bytes(ours.clone())).isEqualTo(bytes(part.clone()));
    }

    @Property(tries = 3000)
    void changedBytesGiveAnImageOrNothing(
            @ForAll @IntRange(min = 0, max = 3) int subsampling,
            @ForAll @IntRange(min = 0, max = 2) int restartInterval,
            @ForAll Random random) {
        // Given
        byte[] jpeg = FixtureJpeg.of(40, 30, parameters(subsampling, restartInterval, 50));
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            jpeg[2 + random.nextInt(jpeg.length - 2)] = (byte) random.nextInt(256);
        }

        // When: an error of libjpeg would end this process
        Optional<Mat> decoded = JpegDecoder.decode(jpeg);

        // Then
        decoded.ifPresent(image -> assertThat(image.empty()).isFalse());
        decoded.ifPresent(Mat::release);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 300, 400})
    void aScanWithDamageIsLeftToOpenCv(int at) {
        // Given
        byte[] jpeg = FixtureJpeg.of(64, 64);
        int scan = jpeg.length - 500;
        jpeg[scan + at] = (byte) 0xFF;
        jpeg[scan + at + 1] = (byte) 0xD0; // a restart where none may be

        // When / Then
        assertThat(JpegDecoder.decode(jpeg)).isEmpty();
    }

    @Test
    void greyProgressiveAndOtherFormatsAreLeftToOpenCv() {
        // Given
        Mat grey = new Mat(9, 9, CvType.CV_8UC1);
        byte[] progressive = FixtureJpeg.of(9, 9, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);
        MatOfByte jpeg = new MatOfByte();
        MatOfByte png = new MatOfByte();
        Imgcodecs.imencode(".jpg", grey, jpeg);
        Imgcodecs.imencode(".png", grey, png);

        // When / Then
        assertThat(JpegDecoder.decode(jpeg.toArray())).isEmpty();
        assertThat(JpegDecoder.decode(progressive)).isEmpty();
        assertThat(JpegDecoder.decode(png.toArray())).isEmpty();
    }

    private static int[] parameters(int subsampling, int restartInterval, int quality) {
        return new int[] {
            Imgcodecs.IMWRITE_JPEG_QUALITY,
            quality,
            Imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
            restartInterval,
            Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
            SUBSAMPLINGS[subsampling]
        };
    }

    private static byte[] bytes(Mat image) {
        byte[] bytes = new byte[image.rows() * image.cols() * 3];
        assertThat(image.get(0, 0, bytes)).isEqualTo(bytes.length);
        assertThat(Core.countNonZero(image.reshape(1))).isNotZero();
        image.release();
        return bytes;
    }
}

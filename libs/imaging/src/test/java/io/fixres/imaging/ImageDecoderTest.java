package io.fixres.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 30;

    @Test
    void aPngDecodesToItsPixelsInRedGreenBlue() throws IOException {
        // Given
        byte[] png = encoded("png", BufferedImage.TYPE_INT_RGB);

        // When
        byte[] pixels = pixels(png);

        // Then
        assertThat(pixels).startsWith(200, 100, 50);
    }

    @ParameterizedTest
    @CsvSource({"jpg, 10", "png, 10"})
    void greyBecomesThreeEqualChannels(String format, int type) throws IOException {
        // When
        byte[] pixels = pixels(encoded(format, type));

        // Then
        assertThat(pixels).hasSize(WIDTH * HEIGHT * 3);
        assertThat(pixels[0]).isEqualTo(pixels[1]).isEqualTo(pixels[2]);
    }

    @Test
    void fourInksBecomeThreeChannels() throws IOException {
        // Given
        byte[] cmyk = cmykJpeg();

        // When / Then
        try (DecodedImage image = ImageDecoder.decode(cmyk)) {
            assertThat(image.width()).isEqualTo(WIDTH);
            assertThat(image.height()).isEqualTo(HEIGHT);
        }
    }

    @Test
    void theOrientationOfACameraIsIgnored() throws IOException {
        // Given
        byte[] turned = withSegment(encoded("jpg", BufferedImage.TYPE_INT_RGB), 0xE1, exifOrientation(6));

        // When / Then
        try (DecodedImage image = ImageDecoder.decode(turned)) {
            assertThat(image.width()).isEqualTo(WIDTH);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void aFileCutOffAnywhereIsRefused(String format) throws IOException {
        // Given
        byte[] whole = encoded(format, BufferedImage.TYPE_INT_RGB);

        // When / Then
        for (int length = 0; length < whole.length - 12; length += 7) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ImageDecoder.decode(part))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(UndecodableImageException.class);
        }
    }

    @Test
    void theEndMarkOfAThumbnailDoesNotHideThatTheFileIsCutOff() throws IOException {
        // Given
        byte[] whole = withSegment(encoded("jpg", BufferedImage.TYPE_INT_RGB), 0xE1, new byte[] {
            (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9
        });
        byte[] part = Arrays.copyOf(whole, whole.length - 20);

        // When / Then
        assertThatThrownBy(() -> ImageDecoder.decode(part))
                .isInstanceOf(UndecodableImageException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void bytesAfterTheEndMarkAreAllowed() throws IOException {
        // Given
        byte[] whole = encoded("jpg", BufferedImage.TYPE_INT_RGB);

        // When / Then
        assertThat(pixels(Arrays.copyOf(whole, whole.length + 5))).isEqualTo(pixels(whole));
    }

    @Test
    void anotherKindOfFileIsRefusedByName() {
        assertThatThrownBy(() -> ImageDecoder.decode("GIF89a".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(UndecodableImageException.class)
                .hasMessage("neither a JPEG nor a PNG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void theHeaderTellsTheSizeWithoutDecoding(String format) throws IOException {
        // Given
        byte[] encoded = encoded(format, BufferedImage.TYPE_INT_RGB);

        // When
        ImageHeader header = ImageHeader.read(Arrays.copyOf(encoded, Math.min(encoded.length, 400)));

        // Then
        assertThat(header).isEqualTo(new ImageHeader(WIDTH, HEIGHT));
    }

    private static byte[] pixels(byte[] encoded) {
        try (DecodedImage image = ImageDecoder.decode(encoded)) {
            byte[] pixels = new byte[image.width() * image.height() * 3];
            image.pixels().get(0, 0, pixels);
            return pixels;
        }
    }

    private static byte[] encoded(String format, int type) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, x == 0 && y == 0 ? 0xC86432 : x * 977 * (y + 3) & 0xFFFFFF);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static byte[] cmykJpeg() throws IOException {
        WritableRaster inks = Raster.createInterleavedRaster(0, WIDTH, HEIGHT, 4, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(inks, null, null), null);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(0xFF);
        out.write(marker);
        out.write(content.length + 2 >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    /** Exif 2.3: "Exif", a big-endian TIFF header and one directory with the tag Orientation (0x0112, short). */
    private static byte[] exifOrientation(int value) {
        return new byte[] {
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) value,
            0,
            0,
            0,
            0,
            0,
            0
        };
    }
}

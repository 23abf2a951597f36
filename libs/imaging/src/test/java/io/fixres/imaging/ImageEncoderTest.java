package io.fixres.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageEncoderTest {
    @Test
    void aPngGivesBackEveryPixel() {
        // Given
        byte[] rgb = new byte[7 * 5 * 3];
        new Random(3).nextBytes(rgb);

        // When
        byte[] png = ImageEncoder.png(rgb, 7, 5);

        // Then
        try (DecodedImage image = ImageDecoder.decode(png)) {
            byte[] decoded = new byte[rgb.length];
            image.pixels().get(0, 0, decoded);
            assertThat(image.height()).isEqualTo(7);
            assertThat(decoded).isEqualTo(rgb);
        }
    }

    @Test
    void equalPixelsGiveEqualBytes() {
        byte[] rgb = new byte[32 * 32 * 3];
        assertThat(ImageEncoder.png(rgb, 32, 32)).isEqualTo(ImageEncoder.png(rgb.clone(), 32, 32));
    }

    @Test
    void bytesThatDoNotFitTheSizeAreRefused() {
        assertThatThrownBy(() -> ImageEncoder.png(new byte[10], 2, 2)).hasMessageContaining("10 bytes for 2 x 2");
    }
}

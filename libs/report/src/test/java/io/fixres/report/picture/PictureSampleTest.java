package io.fixres.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.format.BatchRecord;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureSampleTest {
    private static final int SIDE = 4;

    /** Pictures of one colour each. */
    private static BatchRecord record(int... colours) {
        ByteBuffer pixels = ByteBuffer.allocate(colours.length * SIDE * SIDE * 3);
        long[] labels = new long[colours.length];
        for (int i = 0; i < colours.length; i++) {
            labels[i] = i;
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                pixels.put((byte) (colours[i] >> 16))
                        .put((byte) (colours[i] >> 8))
                        .put((byte) colours[i]);
            }
        }
        return new BatchRecord(pixels.flip(), labels, labels.clone(), SIDE, SIDE);
    }

    @Test
    void picturesOfSeveralRecordsComeBackPixelByPixel() throws IOException {
        // Given
        byte[] joined = PictureSample.join(List.of(record(0x102030, 0xFF8000), record(0x00FF7F, 0)), 3);

        // When
        PictureSample sample = PictureSample.read(joined);
        BufferedImage third = ImageIO.read(new ByteArrayInputStream(sample.png(2)));

        // Then
        assertThat(sample.count()).isEqualTo(3);
        assertThat(sample.label(1)).isEqualTo(1);
        assertThat(third.getRGB(SIDE - 1, 0) & 0xFFFFFF).isEqualTo(0x00FF7F);
    }

    @Test
    void fewerThanWantedAreKeptAsTheyAre() {
        assertThat(PictureSample.read(PictureSample.join(List.of(record(1)), 12))
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aPictureThatIsNotThereIsRefused() {
        // Given
        PictureSample sample = PictureSample.read(PictureSample.join(List.of(record(1)), 1));

        // When / Then
        assertThatThrownBy(() -> sample.png(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void largePicturesAreFewAndAtLeastOne() {
        assertThat(PictureSample.wanted(32)).isEqualTo(PictureSample.WANTED);
        assertThat(PictureSample.wanted(384)).isEqualTo(4);
        assertThat(PictureSample.wanted(1024)).isEqualTo(1);
    }
}

package io.fixres.imaging.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.imaging.transform.GoldenFile.Entry;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.Mat;

/** Every change of a picture against TensorFlow 2.18.1 and torchvision 0.22.1, within 1 of 255. */
class GoldenTransformsTest {
    static List<Entry> pictures() {
        return GoldenFile.pictures(change -> true);
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void aChangeGivesTheLibrarysPixels(Entry golden) {
        // Given
        Mat picture = golden.file().picture(golden.subject());

        // When
        Mat result = new PictureChange(golden.kind(), golden.what()).of(picture);

        // Then
        JsonNode expected = golden.expected();
        assertThat(List.of(result.rows(), result.cols()))
                .isEqualTo(List.of(
                        expected.at("/shape/0").asInt(), expected.at("/shape/1").asInt()));
        byte[] pixels = new byte[result.rows() * result.cols() * 3];
        result.clone().get(0, 0, pixels);
        for (int i = 0; i < expected.get("at").size(); i++) {
            double value = Math.rint(expected.get("values").get(i).asDouble());
            double actual = pixels[expected.get("at").get(i).asInt()] & 255;
            assertThat(Math.abs(actual - Math.max(0, Math.min(255, value))))
                    .as("%s: value %d is %s, golden %s", golden, i, actual, value)
                    .isLessThanOrEqualTo(1);
        }
    }
}

package io.fixres.imaging.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.imaging.transform.GoldenFile.Entry;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.Mat;

/** Every change of a picture against TensorFlow 2.18.1 and torchvision 0.22.1, within 1 of 255. */
class GoldenTransformsTest {
    static List<Entry> pictures() {
        return GoldenFile.pictures(change -> true);
    }

    @ParameterizedTest(allowZeroInvocations = true)
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
        byte[] pixels = pixels(result);
        for (int i = 0; i < expected.get("at").size(); i++) {
            double value = Math.rint(expected.get("values").get(i).asDouble());
            double actual = pixels[expected.get("at").get(i).asInt()] & 255;
            assertThat(Math.abs(actual - Math.max(0, Math.min(255, value))))
                    .as("%s: value %d is %s, golden %s", golden, i, actual, value)
                    .isLessThanOrEqualTo(1);
        }
    }

    /** Rounding alone would cost half a level at most and a quarter on average; OpenCV's 11-bit weights add to it. */
    @Test
    void bytesAreWithinALevelOfTheFloatsThatTensorFlowKeeps() {
        // Given
        List<Entry> resizes = GoldenFile.pictures(change -> change.matches("squash_[0-9]+x[0-9]+(_bilinear)?")).stream()
                .filter(golden -> golden.kind().equals("tf"))
                .toList();
        assumeThat(resizes).isNotEmpty();

        // When
        DoubleSummaryStatistics differences = new DoubleSummaryStatistics();
        for (Entry golden : resizes) {
            byte[] pixels = pixels(
                    new PictureChange("tf", golden.what()).of(golden.file().picture(golden.subject())));
            JsonNode expected = golden.expected();
            for (int i = 0; i < expected.get("at").size(); i++) {
                differences.accept(Math.abs((pixels[expected.get("at").get(i).asInt()] & 255)
                        - expected.get("values").get(i).asDouble()));
            }
        }

        // Then
        assertThat(differences.getMax()).isLessThan(0.9);
        assertThat(differences.getAverage()).isBetween(0.2, 0.3);
    }

    private static byte[] pixels(Mat image) {
        byte[] pixels = new byte[image.rows() * image.cols() * 3];
        image.clone().get(0, 0, pixels);
        return pixels;
    }
}

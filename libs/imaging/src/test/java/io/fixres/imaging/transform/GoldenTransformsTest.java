package io.fixres.imaging.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep;
import io.fixres.contracts.transform.TransformStep.CenterCrop;
import io.fixres.contracts.transform.TransformStep.ResizeShort;
import io.fixres.contracts.transform.TransformStep.Squash;
import io.fixres.imaging.FixtureImage;
import io.fixres.imaging.Native;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Resizes, crops and colour changes against TensorFlow 2.18.1 and torchvision 0.22.1, within 1 of 255. */
class GoldenTransformsTest {
    private static final Map<String, int[]> SIZES =
            Map.of("landscape", new int[] {157, 211}, "portrait", new int[] {240, 163});
    private static JsonNode golden;

    @BeforeAll
    static void load() throws IOException {
        Native.load();
        try (InputStream in =
                new GZIPInputStream(GoldenTransformsTest.class.getResourceAsStream("/transforms.json.gz"))) {
            golden = Json.mapper().readTree(in);
        }
    }

    static Stream<String> resizes() throws IOException {
        load();
        return Stream.of("tf", "torchvision").flatMap(part -> golden.get(part).properties().stream()
                .filter(e -> e.getValue().has("at")
                        && (e.getKey().contains("squash") || e.getKey().contains("resize")))
                .map(e -> part + ":" + e.getKey()));
    }

    @ParameterizedTest
    @MethodSource("resizes")
    void aResizeGivesTheLibrarysPixels(String name) {
        // Given
        String[] parts = name.substring(name.indexOf(':') + 1).split("/");
        String picture = parts[parts.length - 2];
        Mat image = picture(picture);

        // When
        Mat result = run(parts[parts.length - 1], image);

        // Then
        assertWithinOne(
                golden.get(name.substring(0, name.indexOf(':'))).get(name.substring(name.indexOf(':') + 1)), result);
    }

    /** One of the functions of {@link Colours}. */
    private interface ColourChange {
        void apply(byte[] rgb, int length, double amount);
    }

    /** All but PIL's hue, which goes through 8-bit HSV and so differs from torchvision's own tensors by several levels. */
    static Stream<String> colours() throws IOException {
        load();
        return golden.get("torchvision").properties().stream()
                .map(Map.Entry::getKey)
                .filter(k -> k.matches("tensor/.*/hue_.*|(tensor|pil)/.*/(brightness|contrast|saturation)_.*"));
    }

    @ParameterizedTest
    @MethodSource("colours")
    void aChangeOfColourGivesTorchvisionsPixels(String name) {
        // Given
        String[] parts = name.split("/");
        int[] size = SIZES.get(parts[1]);
        byte[] pixels = FixtureImage.rgb("transforms/" + parts[1], size[0], size[1]);
        String[] change = parts[2].split("_");
        Map<String, ColourChange> changes = Map.of(
                "brightness", Colours::brightness,
                "contrast", Colours::contrast,
                "saturation", Colours::saturation,
                "hue", Colours::hue);

        // When
        changes.get(change[0]).apply(pixels, pixels.length, Double.parseDouble(change[1]));

        // Then
        assertWithinOne(golden.get("torchvision").get(name), pixels);
    }

    private static Mat run(String step, Mat image) {
        if (step.startsWith("squash_392_center")) {
            return run(List.of(new Squash(392, null, false), new CenterCrop(224)), image);
        } else if (step.startsWith("squash_")) {
            return run(List.of(new Squash(Integer.parseInt(step.replaceAll(".*x", "")), null, false)), image);
        } else if (step.startsWith("resize_short_")) {
            return run(List.of(new ResizeShort(Integer.parseInt(step.substring(13)), null, true)), image);
        } else if (step.equals("resize_256_center_crop_224")) {
            return run(List.of(new ResizeShort(256, null, true), new CenterCrop(224)), image);
        } else if (step.equals("crop_20_30_90_100_resize_128")) {
            return run(List.of(new Squash(128, null, true)), image.submat(new Rect(30, 20, 100, 90)));
        }
        throw new AssertionError("no step for " + step);
    }

    private static Mat run(List<TransformStep> steps, Mat image) {
        Mat current = image;
        for (TransformStep step : steps) {
            current = Operations.of(step).apply(current, CounterRandom.of(1));
        }
        return current;
    }

    private static Mat picture(String name) {
        int[] size = SIZES.get(name);
        Mat mat = new Mat(size[0], size[1], CvType.CV_8UC3);
        mat.put(0, 0, FixtureImage.rgb("transforms/" + name, size[0], size[1]));
        return mat;
    }

    private static void assertWithinOne(JsonNode expected, Mat result) {
        assertThat(List.of(result.rows(), result.cols()))
                .isEqualTo(List.of(
                        expected.at("/shape/0").asInt(), expected.at("/shape/1").asInt()));
        byte[] pixels = new byte[result.rows() * result.cols() * 3];
        result.clone().get(0, 0, pixels);
        assertWithinOne(expected, pixels);
    }

    private static void assertWithinOne(JsonNode expected, byte[] pixels) {
        for (int i = 0; i < expected.get("at").size(); i++) {
            double actual = pixels[expected.get("at").get(i).asInt()] & 255;
            assertThat(Math.abs(actual - Math.rint(expected.get("values").get(i).asDouble())))
                    .as("value %d", i)
                    .isLessThanOrEqualTo(1);
        }
    }
}

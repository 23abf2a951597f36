package io.fixres.contracts.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.recipe.RecipeReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published pipelines, written as the steps that their sources state. */
class PipelinesTest {
    private static final String CROP = "{random_resized_crop: {size: %d, scale: [%s, 1.0], ratio: [%s], sampler: %s,"
            + " interpolation: bilinear, antialias: %s}}";
    private static final String TORCHVISION_RATIO = "0.75, 1.3333333333333333";

    private static String jitter(double strength, double hue) {
        return "{color_jitter: {brightness: %1$s, contrast: %1$s, saturation: %1$s, hue: %2$s, arithmetic: pillow}}"
                .formatted(strength, hue);
    }

    private static String resize(String how, int size, boolean antialias) {
        return "{%s: {size: %d, interpolation: bilinear, antialias: %s}}".formatted(how, size, antialias);
    }

    private static String crop(int size, String rounding) {
        return "{center_crop: {size: %d, rounding: %s}}".formatted(size, rounding);
    }

    private static void assertSteps(String name, int resolution, String... steps) {
        JsonNode expected = RecipeReader.value("[" + String.join(", ", steps) + "]");
        JsonNode actual = Json.mapper().valueToTree(new TransformSpec.Named(name).steps(resolution));
        assertThat(actual.toString()).isEqualTo(expected.toString());
    }

    @Test
    void kerasPipelinesHaveTheExamplesNumbers() {
        String flip = "{hflip: {p: 0.5}}";
        assertSteps("keras_fixres_train", 128, CROP.formatted(128, "0.05", "0.75, 1.33", "tensorflow", false), flip);
        assertSteps("keras_fixres_finetune", 224, resize("squash", 392, false), flip, crop(224, "down"));
        assertSteps("keras_fixres_test", 224, resize("squash", 392, false), crop(224, "down"));
    }

    /** int(256 / 224 * r): 256 at 224, 438 at 384, 365 at 320. */
    @ParameterizedTest
    @CsvSource({"224, 256", "384, 438", "320, 365"})
    void thePapersPipelinesHaveItsNumbers(int resolution, int resized) {
        String flip = "{hflip: {p: 0.5}}";
        String train = CROP.formatted(resolution, "0.08", TORCHVISION_RATIO, "torchvision", true);
        for (String name : new String[] {"fixres_train", "fixres_train_da"}) {
            assertSteps(name, resolution, train, flip, jitter(0.3, 0));
        }
        for (String name : new String[] {"fixres_finetune", "fixres_test_da2"}) {
            assertSteps(
                    name,
                    resolution,
                    resize("resize_short", resized, true),
                    flip,
                    jitter(0.05, 0),
                    "{shifted_center_crop: {size: %d}}".formatted(resolution));
        }
        for (String name : new String[] {"fixres_test", "fixres_test_da", "torchvision_test"}) {
            assertSteps(name, resolution, resize("resize_short", resized, true), crop(resolution, "even"));
        }
        assertSteps("torchvision_train", resolution, train, flip);
    }

    @Test
    void theBooksPipelinesHaveItsNumbers() {
        String flip = "{hflip: {p: 0.5}}";
        String crop = CROP.formatted(200, "0.1", "0.5, 2.0", "torchvision", true);
        assertSteps("d2l_flip", 200, resize("squash", 200, true), flip);
        assertSteps("d2l_crop", 200, crop);
        assertSteps("d2l_color", 200, resize("squash", 200, true), jitter(0.5, 0.5));
        assertSteps("d2l_all", 200, flip, jitter(0.5, 0.5), crop);
    }
}

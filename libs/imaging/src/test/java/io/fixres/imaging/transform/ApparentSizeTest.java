package io.fixres.imaging.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fixres.contracts.evaluation.ObjectSize;
import io.fixres.contracts.evaluation.TrainingView;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformSpec;
import io.fixres.contracts.transform.TransformStep;
import io.fixres.imaging.DecodedImage;
import io.fixres.imaging.ImageHeader;
import io.fixres.imaging.TransformPipeline;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApparentSizeTest {
    private static final ImageHeader SQUARE = new ImageHeader(500, 500);

    private static List<TransformStep> named(String name, int resolution) {
        return new TransformSpec.Named(name).steps(resolution);
    }

    private static ObjectSize compare(List<TransformStep> train, List<TransformStep> test, ImageHeader... sizes) {
        return ApparentSize.compare(new TrainingView("initial", 224, train), test, sizes.length, i -> sizes[i])
                .orElseThrow();
    }

    /**
     * The paper's section 3.1 says about .80. It leaves out that large boxes of another shape do not fit a square image
     * (less), and that resizing the short side enlarges a long image (more). The numbers are of 200,000 draws of the
     * published sampler in Python.
     */
    @ParameterizedTest
    @CsvSource({"500, 500, 0.763", "500, 400, 0.830", "500, 375, 0.838", "375, 500, 0.838", "600, 300, 0.865"})
    void theCentreCropOf224From256ShowsObjectsAtAboutFourFifthsOfTheirSizeInRandomResizedCrops(
            int width, int height, double ratio) {
        assertThat(compare(
                                named("torchvision_train", 224),
                                named("torchvision_test", 224),
                                new ImageHeader(width, height))
                        .ratio())
                .isCloseTo(ratio, within(0.01));
    }

    @Test
    void withoutRandomShapesTheRatioIsTheMeanOfTheRootOfTheArea() {
        // Given: crops keep the image's shape, so that no draw is rejected
        List<TransformStep> train =
                List.of(new TransformStep.RandomResizedCrop(224, null, List.of(1.0, 1.0), null, null, null));

        // When
        ObjectSize size = compare(train, named("torchvision_test", 224), new ImageHeader(2000, 2000));

        // Then: E[sigma] for sigma^2 uniform in [.08, 1] is 2/3 (1 - .08^1.5) / .92, times 256/224
        double expected = 2.0 / 3 * (1 - Math.pow(0.08, 1.5)) / 0.92 * 256 / 224;
        assertThat(expected).isCloseTo(0.8094, within(1e-4));
        assertThat(size.ratio()).isCloseTo(expected, within(0.008));
    }

    @ParameterizedTest
    @CsvSource({"128, 128, 1.0", "128, 224, 1.75", "224, 112, 0.5"})
    void theSameTransformAtAnotherResolutionScalesByTheQuotient(int train, int test, double ratio) {
        assertThat(compare(named("squash", train), named("squash", test), SQUARE, new ImageHeader(640, 480))
                        .ratio())
                .isCloseTo(ratio, within(1e-12));
    }

    @Test
    void theFineTuningOfTheKerasExampleShowsObjectsLargerThanItsTest() {
        // When: 392 px then a crop of 224 against 128 px squashed
        ObjectSize size = compare(named("squash_tf", 128), named("keras_fixres_test", 224), SQUARE);

        // Then
        assertThat(size.ratio()).isCloseTo(392.0 / 128, within(1e-12));
    }

    @Test
    void whatMovesOrPaintsKeepsTheSize() {
        assertThat(compare(
                                named("squash", 50),
                                List.of(
                                        new TransformStep.Squash(50, null, null),
                                        new TransformStep.TrivialAugment(null),
                                        new TransformStep.RandomErasing(null, null, null, null)),
                                SQUARE)
                        .ratio())
                .isEqualTo(1);
    }

    @Test
    void everyImageSizeCountsEquallyOften() {
        // When: short sides 100 and 200 to 50
        ObjectSize size = compare(
                named("squash", 50),
                List.of(new TransformStep.ResizeShort(50, null, null), new TransformStep.CenterCrop(50)),
                new ImageHeader(100, 100),
                new ImageHeader(200, 200));

        // Then
        assertThat(size.test()).isCloseTo((0.5 + 0.25) / 2, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"torchvision_train", "keras_fixres_train", "fixres_test", "keras_fixres_test", "squash"})
    void theScaleIsThatOfThePixels(String name) {
        // Given: red rises from left to right and green from top to bottom, so their slopes tell the scale
        int width = 240;
        int height = 200;
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rgb[(y * width + x) * 3] = (byte) x;
                rgb[(y * width + x) * 3 + 1] = (byte) y;
            }
        }
        int resolution = 128;
        ByteBuffer out = ByteBuffer.allocateDirect(resolution * resolution * 3);
        for (long key = 0; key < 20; key++) {
            // When
            try (DecodedImage image = DecodedImage.of(rgb, height, width)) {
                TransformPipeline.compile(named(name, resolution), resolution)
                        .apply(image, CounterRandom.of(key), out, 0);
            }
            double scale = ApparentSize.scale(
                            named(name, resolution), new ImageHeader(width, height), CounterRandom.of(key))
                    .orElseThrow();

            // Then
            double across = slope(out, resolution, 0);
            double down = slope(out, resolution, 1);
            assertThat(1 / Math.sqrt(across * down)).isCloseTo(scale, within(0.04 * scale));
        }
    }

    /** A step that is added later must be added there, or object sizes of its transforms are not measured. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[squash: {size: 9}]",
                "[resize_short: {size: 9}]",
                "[resize_long: {size: 9}]",
                "[center_crop: {size: 9}]",
                "[random_crop: {size: 9}]",
                "[shifted_center_crop: {size: 9}]",
                "[random_resized_crop: {size: 9}]",
                "[hflip]",
                "[vflip]",
                "[color_jitter: {hue: 0.1}]",
                "[trivial_augment]",
                "[random_erasing]",
                "[to_batch]"
            })
    void everyStepIsKnown(String steps) {
        // Given
        List<TransformStep> step =
                TransformSpec.read(RecipeReader.value(steps), "transform").steps(9);

        // When / Then
        assertThat(ApparentSize.scale(step, new ImageHeader(40, 30), CounterRandom.of(1)))
                .isPresent();
        assertThat(TransformStep.class.getPermittedSubclasses()).hasSize(13);
    }

    /** Change of a colour for each pixel between two inner columns or rows, whichever way they are mirrored. */
    private static double slope(ByteBuffer image, int side, int colour) {
        int from = side / 8;
        int to = side - 1 - side / 8;
        int middle = side / 2;
        int first = colour == 0 ? middle * side + from : from * side + middle;
        int last = colour == 0 ? middle * side + to : to * side + middle;
        int change = (image.get(last * 3 + colour) & 255) - (image.get(first * 3 + colour) & 255);
        return Math.abs(change) / (double) (to - from);
    }
}

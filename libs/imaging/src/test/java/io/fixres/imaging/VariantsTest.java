package io.fixres.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.sampling.SampleRandom;
import io.fixres.contracts.transform.Pipelines;
import io.fixres.contracts.transform.TransformSpec;
import io.fixres.contracts.transform.TransformStep;
import io.fixres.contracts.transform.Variants;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The variant that is foretold is the one that the pixels show. */
class VariantsTest {
    private static final int SIZE = 16;

    private static byte[] pixels(TransformPipeline pipeline, byte[] image, int epoch) {
        ByteBuffer out = ByteBuffer.allocate(SIZE * SIZE * 3);
        try (DecodedImage decoded = DecodedImage.of(image, 40, 30)) {
            pipeline.apply(decoded, SampleRandom.of(7, 1, epoch, 5), out, 0);
        }
        return out.array();
    }

    @Test
    void imagesWithTheSameVariantHaveTheSamePixelsAndOthersHaveNot() {
        // Given
        List<TransformStep> steps = List.of(
                new TransformStep.Squash(24, null, null),
                new TransformStep.Hflip(0.5),
                new TransformStep.Vflip(0.5),
                new TransformStep.CenterCrop(SIZE));
        Variants variants = Variants.of(steps).orElseThrow();
        TransformPipeline pipeline = TransformPipeline.compile(steps, SIZE);
        byte[] image = FixtureImage.rgb("variants", 40, 30);
        Map<Integer, byte[]> seen = new HashMap<>();

        // When / Then
        for (int epoch = 0; epoch < 60; epoch++) {
            int variant = variants.of(SampleRandom.of(7, 1, epoch, 5));
            byte[] pixels = pixels(pipeline, image, epoch);
            assertThat(seen.computeIfAbsent(variant, v -> pixels)).isEqualTo(pixels);
        }
        assertThat(variants.count()).isEqualTo(4);
        assertThat(seen).hasSize(4);
        assertThat(seen.values().stream().map(java.util.Arrays::hashCode).distinct())
                .hasSize(4);
    }

    @Test
    void onlyTransformsWhoseChanceIsInFlipsHaveVariants() {
        assertThat(Variants.of(new TransformSpec.Named("keras_fixres_finetune").steps(32))
                        .orElseThrow()
                        .count())
                .isEqualTo(2);
        assertThat(Variants.of(new TransformSpec.Named("keras_fixres_test").steps(32))
                        .orElseThrow()
                        .count())
                .isEqualTo(1);
        assertThat(Pipelines.names())
                .filteredOn(name -> name.endsWith("_train") && !name.equals("center_crop_train"))
                .allSatisfy(name -> assertThat(Variants.of(new TransformSpec.Named(name).steps(32)))
                        .isEmpty());
        assertThat(Variants.of(new TransformSpec.Named("fixres_finetune").steps(32)))
                .isEmpty();
    }
}

package io.fixres.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.Pipelines;
import io.fixres.contracts.transform.TransformSpec;
import io.fixres.contracts.transform.TransformStep;
import io.fixres.contracts.transform.TransformStep.Arithmetic;
import io.fixres.contracts.transform.TransformStep.CenterCrop;
import io.fixres.contracts.transform.TransformStep.Fill;
import io.fixres.contracts.transform.TransformStep.Hflip;
import io.fixres.contracts.transform.TransformStep.Interpolation;
import io.fixres.contracts.transform.TransformStep.RandomCrop;
import io.fixres.contracts.transform.TransformStep.RandomErasing;
import io.fixres.contracts.transform.TransformStep.ResizeLong;
import io.fixres.contracts.transform.TransformStep.TrivialAugment;
import io.fixres.contracts.transform.TransformStep.Vflip;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TransformPipelineProperties {
    private static final byte GUARD = 99;

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(Pipelines.names());
    }

    @Property(tries = 60)
    void everyPipelineFillsItsPlaceAndNothingElse(
            @ForAll("names") String name,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 8, max = 48) int resolution,
            @ForAll long seed) {
        // Given
        int length = resolution * resolution * 3;
        ByteBuffer out = ByteBuffer.allocate(length + 2).put(0, GUARD).put(length + 1, GUARD);
        TransformPipeline pipeline =
                TransformPipeline.compile(new TransformSpec.Named(name).steps(resolution), resolution);

        // When
        try (DecodedImage image = DecodedImage.of(FixtureImage.rgb(name, height, width), height, width)) {
            pipeline.apply(image, CounterRandom.of(seed), out, 1);
        }

        // Then
        assertThat(out.get(0)).isEqualTo(GUARD);
        assertThat(out.get(length + 1)).isEqualTo(GUARD);
        assertThat(out.position()).isZero();
    }

    @Property(tries = 120)
    void anEncodedImageGivesTheBytesOfTheDecodedOne(
            @ForAll("names") String name,
            @ForAll @IntRange(min = 1, max = 130) int height,
            @ForAll @IntRange(min = 1, max = 130) int width,
            @ForAll boolean jpeg,
            @ForAll long seed) {
        // Given
        TransformPipeline pipeline = TransformPipeline.compile(new TransformSpec.Named(name).steps(32), 32);
        byte[] encoded = jpeg
                ? FixtureJpeg.of(width, height)
                : ImageEncoder.png(FixtureImage.rgb(name, height, width), height, width);
        ByteBuffer whole = ByteBuffer.allocate(32 * 32 * 3);
        ByteBuffer part = ByteBuffer.allocate(32 * 32 * 3);

        // When
        try (DecodedImage image = ImageDecoder.decode(encoded)) {
            pipeline.apply(image, CounterRandom.of(seed), whole, 0);
        }
        CounterRandom random = CounterRandom.of(seed);
        try (DecodedImage image = pipeline.decode(encoded, random)) {
            pipeline.apply(image, random, part, 0);
        }

        // Then
        assertThat(part.array()).isEqualTo(whole.array());
    }

    @Property(tries = 40)
    void oneKeyGivesTheSameBytesOnEveryThread(@ForAll("names") String name, @ForAll long seed) {
        // Given
        List<TransformStep> steps = new TransformSpec.Named(name).steps(32);

        // When
        byte[] here = run(steps, 32, 61, 83, seed);
        byte[] there = CompletableFuture.supplyAsync(() -> run(steps, 32, 61, 83, seed))
                .join();

        // Then
        assertThat(there).isEqualTo(here);
    }

    /** Lists that end at 32 pixels and together have every step. */
    @Provide
    Arbitrary<List<TransformStep>> lists() {
        return Arbitraries.of(
                List.of(
                        new TransformStep.Squash(32, Interpolation.AREA, null),
                        new TrivialAugment(Interpolation.BILINEAR),
                        new RandomErasing(0.9, null, null, Fill.NOISE)),
                List.of(
                        new TransformStep.ResizeShort(40, Interpolation.BICUBIC, false),
                        new TrivialAugment(null),
                        new RandomCrop(32)),
                List.of(
                        new ResizeLong(60, Interpolation.NEAREST, null),
                        new TransformStep.ColorJitter(0.4, 0.4, 0.4, 0.2, Arithmetic.PILLOW),
                        new TransformStep.ColorJitter(0.4, 0.4, 0.4, 0.2, Arithmetic.TENSOR),
                        new Vflip(0.5),
                        new CenterCrop(32),
                        new TransformStep.ToBatch()),
                List.of(
                        new TransformStep.RandomResizedCrop(
                                32, null, null, TransformStep.Sampler.TENSORFLOW, Interpolation.AREA, null),
                        new RandomErasing(0.9, null, null, Fill.MEAN)),
                List.of(
                        new TransformStep.Squash(50, Interpolation.BICUBIC, true),
                        new Hflip(0.5),
                        new TransformStep.ShiftedCenterCrop(32)));
    }

    @Property(tries = 60)
    void everyStepGivesTheSameBytesOnEveryThreadAndRetry(
            @ForAll("lists") List<TransformStep> steps,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll long seed) {
        // When
        byte[] here = run(steps, 32, height, width, seed);
        run(steps, 32, width, height, seed + 1);
        byte[] again = run(steps, 32, height, width, seed);
        byte[] there = CompletableFuture.supplyAsync(() -> run(steps, 32, height, width, seed))
                .join();

        // Then
        assertThat(again).isEqualTo(here);
        assertThat(there).isEqualTo(here);
    }

    @Property(tries = 30)
    void twoFlipsAreNone(@ForAll @IntRange(min = 1, max = 40) int size, @ForAll long seed) {
        // Given
        byte[] original = FixtureImage.rgb("flip", size, size);

        // When / Then
        assertThat(run(List.of(new Hflip(1.0), new Hflip(1.0)), size, size, size, seed))
                .isEqualTo(original);
        assertThat(run(List.of(new Vflip(1.0), new Vflip(1.0)), size, size, size, seed))
                .isEqualTo(original);
    }

    @Property(tries = 40)
    void aRandomCropOfAnyShapeHasItsSize(
            @ForAll @IntRange(min = 1, max = 70) int height,
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll long seed) {
        assertThat(run(List.of(new RandomCrop(24)), 24, height, width, seed)).hasSize(24 * 24 * 3);
        assertThat(run(List.of(new ResizeLong(24, null, null), new CenterCrop(24)), 24, height, width, seed))
                .hasSize(24 * 24 * 3);
    }

    @Property(tries = 20)
    void aCentreCropOfASmallImagePadsWithZeros(@ForAll @IntRange(min = 1, max = 9) int size) {
        // When
        byte[] pixels = run(List.of(new CenterCrop(12)), 12, size, size, 0);

        // Then
        assertThat(pixels[pixels.length - 1]).isZero();
        int corner = ((12 - size) / 2 * 12 + (12 - size) / 2) * 3;
        assertThat(pixels[corner]).isEqualTo(FixtureImage.rgb("run", size, size)[0]);
    }

    @Property(tries = 5)
    void stepsThatEndInAnotherSizeAreRefused(@ForAll @IntRange(min = 1, max = 20) int size) {
        assertThatThrownBy(() -> run(List.of(new CenterCrop(size)), 21, 30, 30, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the resolution is 21");
    }

    private static byte[] run(List<TransformStep> steps, int resolution, int height, int width, long seed) {
        ByteBuffer out = ByteBuffer.allocate(resolution * resolution * 3);
        String key = steps.get(0) instanceof Hflip || steps.get(0) instanceof Vflip ? "flip" : "run";
        try (DecodedImage image = DecodedImage.of(FixtureImage.rgb(key, height, width), height, width)) {
            TransformPipeline.compile(steps, resolution).apply(image, CounterRandom.of(seed), out, 0);
        }
        return out.array();
    }
}

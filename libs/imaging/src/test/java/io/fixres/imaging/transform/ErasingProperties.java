package io.fixres.imaging.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep.Fill;
import io.fixres.contracts.transform.TransformStep.RandomErasing;
import io.fixres.imaging.FixtureImage;
import io.fixres.imaging.Native;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class ErasingProperties {
    private static final byte[] MEAN = {124, 116, 104};

    @Property(tries = 200)
    void nothingChangesOutsideTheBoxAndAllInsideHasTheFill(
            @ForAll @IntRange(min = 2, max = 60) int width,
            @ForAll @IntRange(min = 2, max = 60) int height,
            @ForAll long seed) {
        // Given
        RandomErasing step = new RandomErasing(1.0, null, null, Fill.MEAN);
        byte[] before = FixtureImage.rgb("erasing", height, width);
        CounterRandom same = CounterRandom.of(seed);
        same.nextBoolean(1);
        Optional<CropBox> box = new Erasing(step).box(width, height, same);

        // When
        byte[] after = apply(step, before, width, height, seed);

        // Then
        for (int i = 0; i < after.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            boolean inside = box.filter(
                            b -> x >= b.x() && x < b.x() + b.width() && y >= b.y() && y < b.y() + b.height())
                    .isPresent();
            assertThat(after[i]).isEqualTo(inside ? MEAN[i % 3] : before[i]);
        }
    }

    @Property(tries = 200)
    void aBoxIsSmallerThanTheImageBothWays(
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 300) int height,
            @ForAll long seed) {
        new Erasing(new RandomErasing(null, null, null, null))
                .box(width, height, CounterRandom.of(seed))
                .ifPresent(box -> {
                    assertThat(box.x()).isNotNegative();
                    assertThat(box.y()).isNotNegative();
                    assertThat(box.width()).isBetween(1, width - 1);
                    assertThat(box.height()).isBetween(1, height - 1);
                    assertThat(box.x() + box.width()).isLessThanOrEqualTo(width);
                    assertThat(box.y() + box.height()).isLessThanOrEqualTo(height);
                });
    }

    @Example
    void imagesAreErasedAsOftenAsTheShareSays() {
        byte[] before = FixtureImage.rgb("erasing", 32, 32);
        RandomErasing step = new RandomErasing(0.25, null, null, Fill.BLACK);
        int erased = 0;
        for (int seed = 0; seed < 4000; seed++) {
            erased += Arrays.equals(before, apply(step, before, 32, 32, seed)) ? 0 : 1;
        }
        assertThat(erased / 4000.0).isBetween(0.22, 0.28);
    }

    @Example
    void noiseHasImageNetsMeanAndDeviation() {
        // Given
        byte[] grey = new byte[200 * 200 * 3];
        RandomErasing step = new RandomErasing(1.0, List.of(0.5, 0.5), List.of(1.0, 1.0), Fill.NOISE);

        // When
        byte[] after = apply(step, grey, 200, 200, 3);

        // Then: a black pixel is outside the box, or the rare end of the noise, which lies 2 deviations from the mean
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int i = 0; i < after.length; i += 3) {
            int red = after[i] & 255;
            if (red > 0) {
                sum += red;
                squares += red * red;
                n++;
            }
        }
        double mean = sum / n;
        assertThat(mean).isBetween(122.0, 127.0);
        assertThat(Math.sqrt(squares / n - mean * mean)).isBetween(53.0, 59.0);
    }

    private static byte[] apply(RandomErasing step, byte[] pixels, int width, int height, long seed) {
        Native.load();
        Mat image = new Mat(height, width, CvType.CV_8UC3);
        image.put(0, 0, pixels);
        byte[] after = new byte[pixels.length];
        Operations.of(step).apply(image, CounterRandom.of(seed)).get(0, 0, after);
        byte[] untouched = new byte[pixels.length];
        image.get(0, 0, untouched);
        assertThat(untouched).isEqualTo(pixels);
        return after;
    }
}

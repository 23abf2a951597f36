package io.fixres.imaging.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep.Sampler;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class CropBoxProperties {
    @Property(tries = 2000)
    void aBoxLiesInTheImageAndIsNotEmpty(
            @ForAll Sampler sampler,
            @ForAll @IntRange(min = 1, max = 2000) int width,
            @ForAll @IntRange(min = 1, max = 2000) int height,
            @ForAll @DoubleRange(min = 0.01, max = 1) double scale,
            @ForAll @DoubleRange(min = 0.1, max = 10) double ratio,
            @ForAll long seed) {
        // When
        CropBox box = CropBox.draw(
                sampler, width, height, List.of(scale, 1.0), List.of(ratio, ratio * 1.5), CounterRandom.of(seed));

        // Then
        assertThat(box.x()).isNotNegative();
        assertThat(box.y()).isNotNegative();
        assertThat(box.width()).isPositive();
        assertThat(box.height()).isPositive();
        assertThat(box.x() + box.width()).isLessThanOrEqualTo(width);
        assertThat(box.y() + box.height()).isLessThanOrEqualTo(height);
    }
}

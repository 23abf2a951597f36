package io.fixres.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;

class FeatureDistributionProperties {
    @Property(tries = 100)
    void aQuantileIsTheSortedValueToOnePartInFourThousand(
            @ForAll @Size(min = 1, max = 60) @FloatRange(min = -1e6f, max = 1e6f) float[] values,
            @ForAll @DoubleRange(min = 0, max = 1) double level) {
        // Given
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float expected = sorted[Math.max(1, (int) Math.ceil(level * sorted.length)) - 1];

        // When
        double quantile = distribution(values).quantile(level);

        // Then
        assertThat(quantile).isCloseTo(expected, within(Math.abs(expected) * 0x1p-12 + 1e-38));
    }

    @Example
    void meanDeviationAndZerosAreOfAllValues() {
        // When
        FeatureDistribution distribution = distribution(new float[] {0, -0f, 1, 3, 1e-30f});

        // Then: mean 4 / 5; deviation sqrt(10 / 5 - .64)
        assertThat(distribution.zeros()).isEqualTo(0.4);
        assertThat(distribution.mean()).isCloseTo(0.8, within(1e-12));
        assertThat(distribution.deviation()).isCloseTo(Math.sqrt(2 - 0.64), within(1e-12));
    }

    @Example
    void theEndsAreExact() {
        // Given
        FeatureDistribution distribution = distribution(new float[] {0.1f, 0.7f, 123.456f});

        // When / Then
        assertThat(distribution.quantile(0)).isEqualTo(0.1f);
        assertThat(distribution.quantile(1)).isEqualTo(123.456f);
    }

    private static FeatureDistribution distribution(float[] values) {
        FeatureDistribution distribution = new FeatureDistribution();
        distribution.add(values);
        return distribution;
    }
}

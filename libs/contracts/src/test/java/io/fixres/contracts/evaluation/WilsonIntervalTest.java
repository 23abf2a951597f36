package io.fixres.contracts.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {
    /** Worked from the formula with z² = 3.8414588: for 0 of n the upper end is z² / (n + z²). */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.277533",
        "10, 10, 0.722467, 1",
        "5, 10, 0.236593, 0.763407",
        "81, 263, 0.255289, 0.366210",
        "950, 1000, 0.934687, 0.961871"
    })
    void theEndsAreThoseOfTheFormula(long correct, long n, double low, double high) {
        // When
        WilsonInterval interval = WilsonInterval.of(correct, n);

        // Then
        assertThat(interval.low()).isCloseTo(low, within(1e-5));
        assertThat(interval.high()).isCloseTo(high, within(1e-5));
    }

    @Property
    void theShareLiesWithin(@ForAll @IntRange(min = 1, max = 100_000) int n, @ForAll @IntRange(max = 100_000) int k) {
        // Given
        int correct = k % (n + 1);

        // When
        WilsonInterval interval = WilsonInterval.of(correct, n);

        // Then
        assertThat((double) correct / n).isBetween(interval.low() - 1e-12, interval.high() + 1e-12);
        assertThat(interval.low()).isGreaterThanOrEqualTo(0);
        assertThat(interval.high()).isLessThanOrEqualTo(1);
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> WilsonInterval.of(0, 0)).hasMessageContaining("0 of 0");
        assertThatThrownBy(() -> WilsonInterval.of(5, 4)).hasMessageContaining("5 of 4");
        assertThatThrownBy(() -> WilsonInterval.of(-1, 4)).hasMessageContaining("-1 of 4");
    }
}

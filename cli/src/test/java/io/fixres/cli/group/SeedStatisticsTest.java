package io.fixres.cli.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeedStatisticsTest {
    @Test
    void threeSeedsHaveTheIntervalOfStudentsTable() {
        // Given: mean 0.8, deviation 0.1, and t = 4.3027 for 97.5 % and 2 degrees of freedom
        SeedStatistics statistics = SeedStatistics.of(List.of(0.7, 0.8, 0.9));

        // Then: 4.30265 * 0.1 / sqrt(3) = 0.248414
        assertThat(statistics.mean()).isCloseTo(0.8, within(1e-12));
        assertThat(statistics.deviation().orElseThrow()).isCloseTo(0.1, within(1e-12));
        assertThat(statistics.interval().orElseThrow().low()).isCloseTo(0.8 - 0.248414, within(1e-6));
        assertThat(statistics.interval().orElseThrow().high()).isCloseTo(0.8 + 0.248414, within(1e-6));
    }

    @Test
    void fiveSeedsHaveTheIntervalOfStudentsTable() {
        // Given: deviation of 1..5 is sqrt(2.5), and t = 2.776445 for 4 degrees of freedom
        SeedStatistics statistics = SeedStatistics.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0));

        // Then: 2.776445 * sqrt(2.5) / sqrt(5) = 1.963243
        assertThat(statistics.interval().orElseThrow().high() - 3).isCloseTo(1.963243, within(1e-6));
    }

    @Test
    void oneSeedHasAMeanAndNothingElse() {
        SeedStatistics statistics = SeedStatistics.of(List.of(0.7));

        assertThat(statistics.mean()).isEqualTo(0.7);
        assertThat(statistics.deviation()).isEmpty();
        assertThat(statistics.interval()).isEmpty();
        assertThat(statistics.pOfZero()).isEmpty();
    }

    @Test
    void pOfZeroIsStudents() {
        // Given: t = 2 / (1 / sqrt(3)) = 3.4641 with 2 degrees of freedom, of which
        // the two-sided p is 1 - t / sqrt(t^2 + 2) = 1 - 3.4641 / 3.7417 = 0.074180
        SeedStatistics statistics = SeedStatistics.of(List.of(1.0, 2.0, 3.0));

        assertThat(statistics.pOfZero().orElseThrow()).isCloseTo(0.074180, within(1e-6));
    }

    @Test
    void sameValuesHaveAnIntervalWithoutWidth() {
        SeedStatistics statistics = SeedStatistics.of(List.of(0.25, 0.25));

        assertThat(statistics.interval()).contains(new SeedStatistics.Interval(0.25, 0.25));
        assertThat(statistics.pOfZero()).contains(0.0);
        assertThat(SeedStatistics.of(List.of(0.0, 0.0)).pOfZero()).contains(1.0);
    }

    @Property(tries = 300)
    void theIntervalHoldsZeroExactlyWherePIsNotBelowFivePerCent(
            @ForAll @Size(min = 2, max = 12) List<@DoubleRange(min = -1, max = 1) Double> values) {
        SeedStatistics statistics = SeedStatistics.of(values);
        double p = statistics.pOfZero().orElseThrow();

        if (Math.abs(p - 0.05) > 1e-9) {
            assertThat(statistics.interval().orElseThrow().contains(0)).isEqualTo(p > 0.05);
        }
    }
}

package io.fixres.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fixres.contracts.recipe.ScheduleSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Base rate .4, ten epochs of ten steps; values by hand. */
class LearningRateTest {
    private static double at(ScheduleSpec schedule, long step) {
        return new LearningRate(schedule, 0.4, 10, 100).at(step);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.4", "99, 0.4"})
    void constantStays(long step, double rate) {
        assertThat(at(new ScheduleSpec(ScheduleSpec.Name.CONSTANT, null, null, null, null), step))
                .isEqualTo(rate);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.4", "29, 0.4", "30, 0.04", "59, 0.04", "60, 0.004"})
    void stepsFallEveryThirdEpoch(long step, double rate) {
        assertThat(at(new ScheduleSpec(ScheduleSpec.Name.STEP, null, 3, 0.1, null), step))
                .isCloseTo(rate, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.4", "25, 0.341421356", "50, 0.2", "75, 0.058578644", "100, 0"})
    void cosineFallsAlongHalfAPeriod(long step, double rate) {
        assertThat(at(new ScheduleSpec(ScheduleSpec.Name.COSINE, null, null, null, null), step))
                .isCloseTo(rate, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"50, 0.22", "100, 0.04"})
    void cosineEndsAtItsFinalShare(long step, double rate) {
        assertThat(at(new ScheduleSpec(ScheduleSpec.Name.COSINE, null, null, null, 0.1), step))
                .isCloseTo(rate, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.02", "9, 0.2", "19, 0.4", "20, 0.4", "60, 0.2"})
    void warmUpGrowsLinearlyOverTwoEpochsAndTheCosineBeginsThen(long step, double rate) {
        assertThat(at(new ScheduleSpec(ScheduleSpec.Name.COSINE, 2.0, null, null, null), step))
                .isCloseTo(rate, within(1e-9));
    }
}

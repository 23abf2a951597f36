package io.fixres.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.training.evaluation.ParametricAdaptation.Frechet;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParametricAdaptationTest {
    @Test
    void theStandardQuantileIsThePapersDistributionTurnedRound() {
        // Given: the distribution exp(-(1 + .3 x)^(-1 / .3)) at x = 2 is exp(-1.6^(-3.3333)) = exp(-.20875)
        double level = Math.exp(-Math.pow(1.6, -1 / 0.3));

        // When / Then
        assertThat(level).isCloseTo(0.8116, within(1e-4));
        assertThat(Frechet.standard(level)).isCloseTo(2, within(1e-12));
        assertThat(Frechet.standard(Math.exp(-1))).isCloseTo(0, within(1e-12));
    }

    @Test
    void quantilesOfAFrechetDistributionGiveItsParameters() {
        // Given
        List<Double> levels = List.of(0.1, 0.4, 0.7, 0.9);
        List<Double> quantiles =
                levels.stream().map(p -> 5 + 2 * Frechet.standard(p)).toList();

        // When
        Frechet fitted = Frechet.fit(levels, quantiles);

        // Then
        assertThat(fitted.location()).isCloseTo(5, within(1e-12));
        assertThat(fitted.scale()).isCloseTo(2, within(1e-12));
    }

    @Test
    void theLeastSquaresFitIsThatOfTheNormalEquations() {
        // Given: g at these levels is 0, 1, 2 and q is 1, 2, 5, so the line through them is 2 g + 2/3
        List<Double> levels = List.of(level(0), level(1), level(2));

        // When
        Frechet fitted = Frechet.fit(levels, List.of(1.0, 2.0, 5.0));

        // Then
        assertThat(fitted.scale()).isCloseTo(2, within(1e-12));
        assertThat(fitted.location()).isCloseTo(2.0 / 3, within(1e-12));
    }

    private static double level(double x) {
        return Math.exp(-Math.pow(1 + 0.3 * x, -1 / 0.3));
    }

    @Test
    void theMapCarriesOneDistributionOntoTheOther() {
        // Given: training mu 3, sigma 4; test mu 1, sigma 2
        // When
        AffineMap map = ParametricAdaptation.map(new Frechet(3, 4), new Frechet(1, 2));

        // Then: 4/2 (x - 1) + 3 = 2 x + 1
        assertThat(map).isEqualTo(new AffineMap(2, 1));
        assertThat(map.of(new float[] {0, 1, 2.5f})).containsExactly(1, 3, 6);
    }

    @Test
    void featuresThatWereScaledAndShiftedComeBackWhateverTheirDistribution() {
        // Given
        float[] training = new float[20_000];
        CounterRandom random = CounterRandom.of(7);
        for (int i = 0; i < training.length; i++) {
            training[i] = (float) -Math.log(1 - random.nextDouble());
        }
        float[] test = new AffineMap(0.5, 0.25).of(training);

        // When
        AffineMap map = ParametricAdaptation.fit(distribution(training), distribution(test));

        // Then: the inverse is 2 x - .5
        assertThat(map.scale()).isCloseTo(2, within(2e-3));
        assertThat(map.shift()).isCloseTo(-0.5, within(2e-3));
    }

    @Test
    void featuresThatDoNotVaryAreRefused() {
        // Given
        float[] constant = new float[100];
        Arrays.fill(constant, 0.5f);
        FeatureDistribution varied = distribution(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9});

        // When / Then
        assertThatThrownBy(() -> ParametricAdaptation.fit(varied, distribution(constant)))
                .isInstanceOf(ParametricAdaptation.NoDistributionException.class)
                .hasMessageContaining("at the test resolution do not vary");
    }

    private static FeatureDistribution distribution(float[] values) {
        FeatureDistribution distribution = new FeatureDistribution();
        distribution.add(values);
        return distribution;
    }
}

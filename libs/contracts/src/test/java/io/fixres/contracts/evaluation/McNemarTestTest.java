package io.fixres.contracts.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTestTest {
    /** Worked by hand: twice the lower tail of a binomial of n = a + b with p = 1/2, at most 1. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "1, 1, 1",
        "0, 5, 0.0625",
        "5, 0, 0.0625",
        "1, 9, 0.021484375",
        "2, 6, 0.2890625",
        "10, 10, 1"
    })
    void thePIsThatOfTheExactBinomial(long onlyFirst, long onlySecond, double p) {
        assertThat(McNemarTest.of(onlyFirst, onlySecond).p()).isCloseTo(p, within(1e-12));
    }

    @Test
    void manyImagesNeitherOverflowNorVanish() {
        // 400 against 600: the normal approximation with continuity correction gives z = 6.293, p = 3.1e-10.
        assertThat(McNemarTest.of(400, 600).p()).isBetween(2e-10, 4e-10);
        assertThat(McNemarTest.of(0, 5000).p()).isBetween(0.0, 1e-300);
        assertThat(McNemarTest.of(50_000, 50_000).p()).isEqualTo(1);
    }

    private static Predictions predictions(List<Integer> predicted) {
        List<Float> ones = Collections.nCopies(4, 1f);
        return new Predictions(List.of(0L, 1L, 2L, 3L), List.of(0, 1, 0, 1), predicted, ones, ones);
    }

    @Test
    void imagesThatOneAloneGotRightAreCounted() {
        // Given
        Predictions first = predictions(List.of(0, 1, 1, 0));
        Predictions second = predictions(List.of(0, 0, 0, 1));

        // When
        McNemarTest test = McNemarTest.of(first, second);

        // Then
        assertThat(test).isEqualTo(new McNemarTest(1, 2, test.p()));
        assertThat(test.p()).isCloseTo(1, within(1e-12));
    }

    @Test
    void otherSamplesAreRefused() {
        // Given
        Predictions first = predictions(List.of(0, 1, 1, 0));
        Predictions other = new Predictions(
                List.of(1L, 0L, 2L, 3L), first.labels(), first.predicted(), first.confidence(), first.loss());

        // When / Then
        assertThatThrownBy(() -> McNemarTest.of(first, other)).hasMessageContaining("same samples");
    }
}

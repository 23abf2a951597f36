package io.fixres.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TfdsOrderTest {
    @Test
    void theFirstExampleOfTfFlowersComesBeforeTheFirstOfTheLastTenPercent() {
        // When
        byte[] first = TfdsOrder.digest("tulips/4574785121_5d8ec4626e.jpg");
        byte[] validation = TfdsOrder.digest("roses/2973256732_1926295f35.jpg");

        // Then the first of 3,670 lies near 0 and the 3,304th near 9/10 of all digests
        assertThat(Arrays.compareUnsigned(first, validation)).isNegative();
        assertThat(first[0]).isZero();
        assertThat((validation[0] & 255) / 256.0).isBetween(0.87, 0.92);
    }

    @Test
    void theDigestIsMd5OfTheSaltAndTheKey() {
        // md5sum of "traina/b.jpg", from coreutils
        assertThat(HexFormat.of().formatHex(TfdsOrder.digest("a/b.jpg"))).isEqualTo("4a82e6d1b1d84f537e76a61d6962cd87");
    }

    @ParameterizedTest
    @CsvSource({"90, 3670, 3303", "50, 5, 2", "50, 7, 4", "10, 24, 2", "1, 20, 0"})
    void theBoundaryIsRoundedAsPythonRounds(int percent, int examples, int boundary) {
        assertThat(TfdsOrder.boundary(percent, examples)).isEqualTo(boundary);
    }

    @Test
    void theFiveFlowersHaveTheirPublishedLabels() {
        assertThat(TfdsOrder.labels(Set.of("roses", "tulips", "daisy", "dandelion", "sunflowers")))
                .containsExactly("dandelion", "daisy", "tulips", "sunflowers", "roses");
    }

    @Test
    void otherClassesAreSortedByName() {
        assertThat(TfdsOrder.labels(Set.of("roses", "daisy", "ant"))).containsExactly("ant", "daisy", "roses");
    }
}

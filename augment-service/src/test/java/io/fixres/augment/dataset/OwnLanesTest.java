package io.fixres.augment.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OwnLanesTest {
    private final OwnLanes lanes = new OwnLanes();

    @Test
    void nothingIsOwnBeforeTheFirstOrder() {
        assertThat(lanes.own(0)).isFalse();
        assertThat(lanes.share()).isZero();
    }

    @Test
    void theLanesOfOrdersAreOwn() {
        // When
        lanes.seen(8, 2);
        lanes.seen(8, 5);

        // Then
        assertThat(LongStream.range(8, 24).filter(lanes::own)).containsExactly(10L, 13L, 18L, 21L);
        assertThat(lanes.share()).isEqualTo(0.25);
    }

    @Test
    void aLaneThatIsNoLongerAskedForIsGivenUp() {
        // Given: lane 1 has moved to another augmenter
        lanes.seen(4, 1);

        // When
        for (int order = 0; order < 40; order++) {
            lanes.seen(4, 2);
        }

        // Then
        assertThat(lanes.own(1)).isFalse();
        assertThat(lanes.own(2)).isTrue();
    }

    @Test
    void anotherNumberOfLanesStartsAnew() {
        // Given
        lanes.seen(4, 1);

        // When
        lanes.seen(2, 0);

        // Then
        assertThat(LongStream.range(0, 4).filter(lanes::own)).containsExactly(0L, 2L);
    }
}

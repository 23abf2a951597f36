package io.fixres.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BatchScoresTest {
    private static final Offset<Float> FLOAT = within(1e-6f);

    @Test
    void scoresAreThoseComputedByHand() {
        // Given: softmax of (0, ln 2, ln 5) is (1/8, 2/8, 5/8)
        float two = (float) Math.log(2);
        float five = (float) Math.log(5);

        // When
        BatchScores scores =
                BatchScores.of(new float[] {0, two, five, five, 0, two}, new int[] {1, 0}, 2, new float[0]);

        // Then
        assertThat(scores.predicted()).containsExactly(2, 0);
        assertThat(scores.ranks()).containsExactly(1, 0);
        assertThat(scores.confidence()[0]).isCloseTo(0.625f, FLOAT);
        assertThat(scores.loss()[0]).isCloseTo((float) Math.log(4), FLOAT);
        assertThat(scores.loss()[1]).isCloseTo((float) Math.log(1.6), FLOAT);
    }

    @Test
    void ofEqualLogitsTheSmallerClassComesFirst() {
        // When
        BatchScores scores = BatchScores.of(new float[] {1, 1, 1, 1, 1, 1}, new int[] {0, 2}, 2, new float[0]);

        // Then
        assertThat(scores.predicted()).containsExactly(0, 0);
        assertThat(scores.ranks()).containsExactly(0, 2);
    }
}

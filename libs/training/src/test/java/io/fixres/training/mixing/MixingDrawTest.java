package io.fixres.training.mixing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.training.ImageBatch;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn for a step: its distribution, and that nothing but its key decides it. */
class MixingDrawTest {
    private static final int STEPS = 8000;

    private static PhaseSpec phase(String mixing) {
        JsonNode tree =
                RecipeReader.value("{name: initial, epochs: 1, resolution: 16, batch_size: 6, transform: squash,"
                        + " optimizer: {learning_rate: 0.1}, " + mixing + "}");
        JsonNode recipe = RecipeReader.value(
                "{name: mixed, seed: 1, data: {split: folders}, network: {name: resnet18}, phases: []}");
        return RecipeReader.read(recipe, Map.of("phases", RecipeReader.value("[" + tree + "]")))
                .phases()
                .get(0);
    }

    private static ImageBatch batch(int n) {
        return new ImageBatch(ByteBuffer.allocateDirect(n * 16 * 16 * 3), new int[n], n, 16, 16);
    }

    private static List<BatchMix> draws(String mixing, long seed) {
        Mixing drawn = Mixing.of(phase(mixing), seed, 0, 100).orElseThrow();
        return LongStream.range(0, STEPS)
                .mapToObj(step -> drawn.draw(step, batch(6)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 1, 4})
    void sharesHaveTheMeanAndVarianceOfTheirBetaDistribution(double alpha) {
        // When
        double[] values = IntStream.range(0, 20_000)
                .mapToDouble(i -> SymmetricBeta.draw(alpha, CounterRandom.of(3, i)))
                .toArray();

        // Then: mean 1/2, variance 1 / (4 (2 alpha + 1)), and symmetric
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
                Arrays.stream(values).map(v -> (v - 0.5) * (v - 0.5)).average().orElseThrow();
        assertThat(Arrays.stream(values).filter(v -> v < 0 || v > 1).count()).isZero();
        assertThat(mean).isCloseTo(0.5, Offset.offset(0.012));
        assertThat(variance).isCloseTo(1 / (4 * (2 * alpha + 1)), Offset.offset(0.004));
    }

    @Test
    void uniformSharesComeFromAlphaOne() {
        long[] tenths = new long[10];
        draws("mixup: 1.0", 9).forEach(mix -> tenths[(int) (mix.own() * 10)]++);
        assertThat(Arrays.stream(tenths).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(680L, 920L));
    }

    @Test
    void everyOtherImageIsAPartnerAsOften() {
        long[] distances = new long[6];
        draws("mixup: 0.2", 9).forEach(mix -> distances[mix.distance()]++);
        assertThat(distances[0]).isZero();
        assertThat(Arrays.stream(distances, 1, 6).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(1450L, 1750L));
    }

    @Test
    void withBothEachIsDoneHalfOfTheTime() {
        long cuts = draws("mixup: 0.2, cutmix: 1.0", 9).stream()
                .filter(mix -> mix.box().isPresent())
                .count();
        assertThat(cuts).isBetween(STEPS / 2 - 200L, STEPS / 2 + 200L);
    }

    @Test
    void theShareOfACutIsWhatItsBoxLeaves() {
        assertThat(draws("cutmix: 1.0", 4)).allSatisfy(mix -> {
            CutBox box = mix.box().orElseThrow();
            assertThat(box.left()).isBetween(0, box.right());
            assertThat(box.top()).isBetween(0, box.bottom());
            assertThat(box.right()).isLessThanOrEqualTo(16);
            assertThat(box.bottom()).isLessThanOrEqualTo(16);
            int inside = (box.right() - box.left()) * (box.bottom() - box.top());
            assertThat(mix.own()).isEqualTo(1 - inside / 256.0);
        });
    }

    @Test
    void aStepIsDrawnFromItsKeyAlone() {
        // Given
        Mixing first = Mixing.of(phase("cutmix: 1.0"), 7, 2, 100).orElseThrow();
        Mixing later = Mixing.of(phase("cutmix: 1.0"), 7, 2, 100).orElseThrow();
        List<BatchMix> straight = LongStream.range(0, 250)
                .mapToObj(step -> first.draw(step, batch(6)))
                .toList();

        // When / Then: a run that goes on at step 130 draws the same
        for (int step = 130; step < 250; step++) {
            assertThat(later.draw(step, batch(6))).isEqualTo(straight.get(step));
        }
        assertThat(straight.subList(100, 200)).isNotEqualTo(straight.subList(0, 100));
        assertThat(Mixing.of(phase("cutmix: 1.0"), 8, 2, 100).orElseThrow().draw(0, batch(6)))
                .isNotEqualTo(straight.get(0));
        assertThat(Mixing.of(phase("cutmix: 1.0"), 7, 1, 100).orElseThrow().draw(0, batch(6)))
                .isNotEqualTo(straight.get(0));
    }

    @Test
    void aBatchOfOneImageIsLeftAlone() {
        assertThat(Mixing.of(phase("mixup: 1.0"), 7, 0, 100).orElseThrow().draw(3, batch(1)))
                .isEqualTo(BatchMix.none());
        assertThat(Mixing.of(phase("label_smoothing: 0.1"), 7, 0, 100)).isEmpty();
    }
}

package io.fixres.trainer.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.trainer.TestRecipes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SpanCutterProperties {
    @Property(tries = 200)
    void spansFollowEachOtherFromTheStartToThePhasesEnd(
            @ForAll @IntRange(min = 8, max = 100) int samples,
            @ForAll @IntRange(min = 1, max = 8) int batchSize,
            @ForAll @IntRange(min = 1, max = 9) int lanes,
            @ForAll @IntRange(min = 1, max = 7) int perLane,
            @ForAll boolean dropLast) {
        // Given
        PhasePlan plan = new PhasePlan(3, 0, TestRecipes.phase(batchSize, 2, dropLast, "samples"), samples);
        List<String> expected = new ArrayList<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            for (long position = epoch == 0 ? batchSize : 0; position < plan.positions(); position++) {
                expected.add(epoch + ":" + position);
            }
        }
        SpanCutter cutter =
                new SpanCutter(plan, lanes, perLane, 0, plan.positions() > batchSize ? batchSize : 0, HeldImages.NONE);

        // When
        List<Span> spans = all(cutter);

        // Then
        List<String> positions = spans.stream()
                .flatMap(span ->
                        IntStream.range(0, span.laneOf().length).mapToObj(i -> span.epoch() + ":" + (span.from() + i)))
                .toList();
        assertThat(positions).endsWith(expected.toArray(String[]::new));
        assertThat(positions).doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void noLaneIsAskedForMoreThanItsLimitAndEachSampleIsInItsLane(
            @ForAll @IntRange(min = 1, max = 9) int lanes, @ForAll @IntRange(min = 1, max = 7) int perLane) {
        // Given
        PhasePlan plan = new PhasePlan(3, 1, TestRecipes.phase(8, 1, false, "samples"), 97);

        // When
        List<Span> spans = all(new SpanCutter(plan, lanes, perLane, 0, 0, HeldImages.NONE));

        // Then
        assertThat(spans).allSatisfy(span -> {
            int[] counts = new int[lanes];
            for (int i = 0; i < span.laneOf().length; i++) {
                int lane = span.laneOf()[i];
                assertThat(lane).isEqualTo((int) (plan.order(0).sampleAt(span.from() + i) % lanes));
                counts[lane]++;
            }
            assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThanOrEqualTo(perLane);
        });
    }

    @Property(tries = 200)
    void imagesThatAreHeldDoNotCountAndKeepTheirPlace(
            @ForAll @IntRange(min = 1, max = 9) int lanes, @ForAll @IntRange(min = 1, max = 7) int perLane) {
        // Given: every third sample is held, however it is flipped
        PhasePlan plan = new PhasePlan(3, 1, TestRecipes.phase(8, 1, false, "samples"), 97);
        ImageKeys keys = new ImageKeys(plan);
        Set<Long> heldKeys = LongStream.range(0, 97)
                .filter(sample -> sample % 3 == 0)
                .mapToObj(sample -> keys.key(0, sample))
                .collect(Collectors.toSet());
        HeldImages held = new HeldImages() {
            @Override
            public boolean holds(long key) {
                return heldKeys.contains(key);
            }

            @Override
            public int label(long key) {
                return 0;
            }
        };

        // When
        List<Span> spans = all(new SpanCutter(plan, lanes, perLane, 0, 0, held));

        // Then
        assertThat(spans.stream().mapToInt(span -> span.laneOf().length).sum()).isEqualTo(97);
        assertThat(spans).allSatisfy(span -> {
            int[] counts = new int[lanes];
            for (int i = 0; i < span.laneOf().length; i++) {
                long sample = plan.order(0).sampleAt(span.from() + i);
                assertThat(span.held(i)).isEqualTo(sample % 3 == 0);
                assertThat(span.lane(i)).isEqualTo((int) (sample % lanes));
                counts[span.lane(i)] += span.held(i) ? 0 : 1;
            }
            assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThanOrEqualTo(perLane);
        });
    }

    private static List<Span> all(SpanCutter cutter) {
        List<Span> spans = new ArrayList<>();
        while (cutter.peek().isPresent()) {
            spans.add(cutter.peek().get());
            cutter.take();
        }
        return spans;
    }
}

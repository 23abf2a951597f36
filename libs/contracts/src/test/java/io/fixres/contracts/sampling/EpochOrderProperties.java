package io.fixres.contracts.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class EpochOrderProperties {
    private static final long BILLION = 1_000_000_000L;

    @Property(tries = 200)
    void everyEpochCoversEachSampleOnce(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 50) int epoch,
            @ForAll @IntRange(min = 1, max = 3000) int samples,
            @ForAll @IntRange(min = 1, max = 70) int batchSize,
            @ForAll Shuffle shuffle) {
        // Given
        EpochOrder order = new EpochOrder(seed, 0, epoch, samples, shuffle, batchSize);

        // When
        long[] sorted =
                LongStream.range(0, samples).map(order::sampleAt).sorted().toArray();

        // Then
        assertThat(sorted).isEqualTo(LongStream.range(0, samples).toArray());
    }

    /** Each augmenter answers for some of the lanes, each order asks for a span of positions in one lane. */
    @Property(tries = 200)
    void howeverManyLanesAndAugmentersTogetherTheyCoverEachSampleOnce(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 2000) int samples,
            @ForAll @IntRange(min = 1, max = 70) int batchSize,
            @ForAll @IntRange(min = 1, max = 16) int lanes,
            @ForAll @IntRange(min = 1, max = 6) int augmenters,
            @ForAll @IntRange(min = 1, max = 300) int span,
            @ForAll Shuffle shuffle) {
        // Given
        int[] answered = new int[samples];

        // When: every augmenter computes the order for itself
        for (int augmenter = 0; augmenter < augmenters; augmenter++) {
            EpochOrder order = new EpochOrder(seed, 1, 4, samples, shuffle, batchSize);
            for (int lane = augmenter; lane < lanes; lane += augmenters) {
                for (long from = 0; from < samples; from += span) {
                    int asked = lane;
                    LongStream.range(from, Math.min(samples, from + span))
                            .filter(position -> order.sampleAt(position) % lanes == asked)
                            .forEach(position -> answered[(int) order.sampleAt(position)]++);
                }
            }
        }

        // Then
        assertThat(answered).containsOnly(1);
    }

    /** Steps are cut off the positions in order; dropping the last, short batch leaves out those behind it and no other. */
    @Property(tries = 200)
    void batchesAreDisjointAndDroppingTheLastOneLosesNothingElse(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 2000) int samples,
            @ForAll @IntRange(min = 1, max = 70) int batchSize,
            @ForAll Shuffle shuffle) {
        // Given
        EpochOrder order = new EpochOrder(seed, 0, 1, samples, shuffle, batchSize);
        int whole = samples / batchSize;

        // When
        Set<Long> seen = new HashSet<>();
        for (int batch = 0; batch < whole; batch++) {
            LongStream.range((long) batch * batchSize, (long) (batch + 1) * batchSize)
                    .forEach(position -> seen.add(order.sampleAt(position)));
        }

        // Then
        assertThat(seen).hasSize(whole * batchSize);
        LongStream.range((long) whole * batchSize, samples)
                .forEach(position ->
                        assertThat(seen.add(order.sampleAt(position))).isTrue());
        assertThat(seen).hasSize(samples);
    }

    @Property(tries = 200)
    void anEpochThatIsResumedGoesOnWithTheSamePermutation(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 50) int epoch,
            @ForAll @IntRange(min = 1, max = 2000) int samples,
            @ForAll @IntRange(min = 1, max = 70) int batchSize,
            @ForAll Shuffle shuffle,
            @ForAll @IntRange(min = 0, max = 2000) int interruption) {
        // Given
        int stop = Math.min(interruption, samples);
        long[] undisturbed = positions(new EpochOrder(seed, 2, epoch, samples, shuffle, batchSize), 0, samples);

        // When: another process goes on behind what the first had done
        long[] before = positions(new EpochOrder(seed, 2, epoch, samples, shuffle, batchSize), 0, stop);
        long[] after = positions(new EpochOrder(seed, 2, epoch, samples, shuffle, batchSize), stop, samples);

        // Then
        assertThat(IntStream.range(0, samples).mapToLong(i -> i < stop ? before[i] : after[i - stop]))
                .containsExactly(Arrays.stream(undisturbed).boxed().toArray(Long[]::new));
    }

    @Property(tries = 50)
    void theNextEpochHasAnotherOrder(@ForAll long seed, @ForAll @IntRange(min = 0, max = 50) int epoch) {
        assertThat(positions(new EpochOrder(seed, 0, epoch, 1000, Shuffle.SAMPLES, 32), 0, 1000))
                .isNotEqualTo(positions(new EpochOrder(seed, 0, epoch + 1, 1000, Shuffle.SAMPLES, 32), 0, 1000));
    }

    @Property(tries = 50)
    void positionsOutsideTheEpochAreRefused(
            @ForAll Shuffle shuffle, @ForAll @IntRange(min = 1, max = 1000) int samples) {
        EpochOrder order = new EpochOrder(1, 0, 0, samples, shuffle, 32);
        assertThatThrownBy(() -> order.sampleAt(samples)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> order.sampleAt(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Property(tries = 200)
    void anyPositionOfABillionIsWithinTheEpoch(
            @ForAll long seed, @ForAll @LongRange(min = 0, max = BILLION - 1) long position, @ForAll Shuffle shuffle) {
        assertThat(new EpochOrder(seed, 0, 0, BILLION, shuffle, 256).sampleAt(position))
                .isBetween(0L, BILLION - 1);
    }

    /** Were a thousandth of the epoch held, it would be a megabyte. */
    @Example
    void aBillionSamplesCostNoMemory() {
        // Given
        com.sun.management.ThreadMXBean thread =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        Random random = new Random(1);
        walk(new EpochOrder(1, 0, 0, BILLION, Shuffle.SAMPLES, 256), random);

        // When
        long before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
        long distinct = walk(new EpochOrder(7, 0, 3, BILLION, Shuffle.SAMPLES, 256), random);
        long allocated = thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        // Then: what is allocated is the array that this test sorts
        assertThat(distinct).isEqualTo(100_000);
        assertThat(allocated).isLessThan(100_000 * Long.BYTES + (1 << 20));
    }

    /** Visits positions spread over the epoch; gives the number of different samples there. */
    private static long walk(EpochOrder order, Random random) {
        long[] samples = new long[100_000];
        long start = random.nextInt(1000);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = order.sampleAt(start + i * 9_999L);
        }
        Arrays.sort(samples);
        return 1
                + IntStream.range(1, samples.length)
                        .filter(i -> samples[i] != samples[i - 1])
                        .count();
    }

    private static long[] positions(EpochOrder order, long from, long to) {
        return LongStream.range(from, to).map(order::sampleAt).toArray();
    }

    @Property(tries = 100)
    void aBatchOfShuffledBatchesHoldsTheSameSamplesInEveryEpoch(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 500) int samples,
            @ForAll @IntRange(min = 1, max = 40) int batchSize) {
        // Given
        EpochOrder first = new EpochOrder(seed, 0, 0, samples, Shuffle.BATCHES, batchSize);
        EpochOrder later = new EpochOrder(seed, 0, 1, samples, Shuffle.BATCHES, batchSize);

        // When / Then: as sets of lists, the short one last
        assertThat(batches(later, batchSize)).containsExactlyInAnyOrderElementsOf(batches(first, batchSize));
        assertThat(batches(later, batchSize))
                .allSatisfy(batch -> assertThat(batch.get(0) % batchSize).isZero());
    }

    private static List<List<Long>> batches(EpochOrder order, int batchSize) {
        List<List<Long>> batches = new ArrayList<>();
        for (long from = 0; from < order.length(); from += batchSize) {
            batches.add(LongStream.range(from, Math.min(order.length(), from + batchSize))
                    .mapToObj(order::sampleAt)
                    .toList());
        }
        return batches;
    }

    @Example
    void everyOrderOfThreeBatchesComesAsOften() {
        Map<List<Long>, Integer> orders = new HashMap<>();
        for (int epoch = 0; epoch < 6000; epoch++) {
            EpochOrder order = new EpochOrder(9, 0, epoch, 12, Shuffle.BATCHES, 4);
            orders.merge(List.of(order.sampleAt(0), order.sampleAt(4), order.sampleAt(8)), 1, Integer::sum);
        }
        assertThat(orders).hasSize(6);
        assertThat(orders.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }
}

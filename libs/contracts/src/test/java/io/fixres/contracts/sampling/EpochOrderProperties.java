package io.fixres.contracts.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EpochOrderProperties {
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

    @Property(tries = 50)
    void theOrderIsAPureFunctionOfItsKey(@ForAll long seed, @ForAll @IntRange(min = 1, max = 1_000_000) int samples) {
        // Given
        EpochOrder first = new EpochOrder(seed, 1, 2, samples, Shuffle.SAMPLES, 32);
        EpochOrder second = new EpochOrder(seed, 1, 2, samples, Shuffle.SAMPLES, 32);

        // When
        long position = samples / 2;

        // Then
        assertThat(first.sampleAt(position)).isEqualTo(second.sampleAt(position));
    }
}

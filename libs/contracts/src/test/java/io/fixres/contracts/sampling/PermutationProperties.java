package io.fixres.contracts.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PermutationProperties {
    @Property
    void everyEntryComesOnce(@ForAll long key, @ForAll @IntRange(min = 1, max = 5000) int n) {
        // Given
        Permutation permutation = new Permutation(n, key);

        // When
        long[] sorted = LongStream.range(0, n).map(permutation::at).sorted().toArray();

        // Then
        assertThat(sorted).isEqualTo(LongStream.range(0, n).toArray());
    }

    @Property
    void entriesOfTheLargestPermutationStayWithin(
            @ForAll long key, @ForAll @LongRange(min = 0, max = (1L << 62) - 1) long index) {
        assertThat(new Permutation(1L << 62, key).at(index)).isBetween(0L, (1L << 62) - 1);
    }

    @Example
    void keysGiveDifferentOrders() {
        // Given
        Permutation first = new Permutation(1000, 1);
        Permutation second = new Permutation(1000, 2);

        // When
        long same = LongStream.range(0, 1000)
                .filter(i -> first.at(i) == second.at(i))
                .count();

        // Then: one place in a thousand agrees by chance, so about one in all; 12 or more come once in 10^9 keys
        assertThat(same).isLessThan(12);
    }

    /** Were an entry's place biased, the mean place of the first entry over many keys would be off the middle. */
    @Example
    void theFirstEntryGoesEverywhere() {
        // Given
        int keys = 4000;

        // When
        double mean = LongStream.range(0, keys)
                .map(key -> new Permutation(100, CounterRandom.key(key)).at(0))
                .average()
                .orElseThrow();

        // Then: the standard error is 100 / sqrt(12 * 4000) = 0.456
        assertThat(mean).isBetween(49.5 - 5 * 0.456, 49.5 + 5 * 0.456);
    }

    @Example
    void whatLiesOutsideIsRefused() {
        assertThatThrownBy(() -> new Permutation(0, 1)).hasMessageContaining("0 entries");
        assertThatThrownBy(() -> new Permutation(5, 1).at(5)).hasMessageContaining("index 5 of 5");
        assertThatThrownBy(() -> new Permutation(5, 1).at(-1)).hasMessageContaining("index -1 of 5");
    }
}

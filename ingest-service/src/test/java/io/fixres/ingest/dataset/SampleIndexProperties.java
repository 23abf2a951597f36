package io.fixres.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Digests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SampleIndexProperties {
    @Property(tries = 200)
    void itSortsAsAListOfDigestsSorts(@ForAll @Size(max = 3000) List<@IntRange(max = 500) Integer> values) {
        // Given
        SampleIndex index = new SampleIndex();
        for (int i = 0; i < values.size(); i++) {
            index.add(i);
        }

        // When
        index.sortBy(position -> digest(values.get((int) position)));

        // Then
        List<Long> expected = new ArrayList<>();
        for (long i = 0; i < values.size(); i++) {
            expected.add(i);
        }
        expected.sort(Comparator.<Long, byte[]>comparing(i -> digest(values.get(i.intValue())), Arrays::compareUnsigned)
                .thenComparing(i -> i));
        assertThat(positions(index)).isEqualTo(expected);
    }

    @Property(tries = 200)
    void itKeepsTheFirstOfEachDigest(@ForAll @Size(max = 500) List<@IntRange(max = 50) Integer> values) {
        // Given
        SampleIndex index = new SampleIndex();
        Map<Integer, Long> first = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            index.add(i);
            first.putIfAbsent(values.get(i), (long) i);
        }
        index.sortBy(position -> digest(values.get((int) position)));
        List<Long> removed = new ArrayList<>();

        // When
        index.retainFirstOfEach(removed::add);

        // Then
        assertThat(positions(index)).containsExactlyInAnyOrderElementsOf(first.values());
        assertThat(removed).hasSize(values.size() - first.size());
    }

    private static byte[] digest(int value) {
        return Arrays.copyOf(Digests.sha256().digest(new byte[] {(byte) value, (byte) (value >> 8)}), 16);
    }

    private static List<Long> positions(SampleIndex index) {
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < index.size(); i++) {
            positions.add(index.position(i));
        }
        return positions;
    }
}

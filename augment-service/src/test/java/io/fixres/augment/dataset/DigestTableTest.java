package io.fixres.augment.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Digests;
import org.junit.jupiter.api.Test;

class DigestTableTest {
    private static final int ENTRIES = 20_000;

    @Test
    void positionsAreFoundThroughGrowthAndRemoval() {
        // Given
        DigestTable table = new DigestTable(ENTRIES);
        for (int i = 0; i < ENTRIES; i++) {
            table.put(digest(i), i);
        }

        // When
        table.retain(position -> position % 3 != 0);

        // Then
        for (int i = 0; i < ENTRIES; i++) {
            assertThat(table.get(digest(i))).isEqualTo(i % 3 == 0 ? DigestTable.NONE : i);
        }
        assertThat(table.size()).isEqualTo(ENTRIES - (ENTRIES + 2) / 3);
    }

    @Test
    void anotherPositionReplacesTheFirst() {
        // Given
        DigestTable table = new DigestTable(10);
        table.put(digest(1), 5);

        // When
        table.put(digest(1), 6);

        // Then
        assertThat(table.get(digest(1))).isEqualTo(6);
        assertThat(table.size()).isEqualTo(1);
    }

    private static byte[] digest(int i) {
        return Digests.sha256().digest(new byte[] {(byte) i, (byte) (i >> 8), (byte) (i >> 16)});
    }
}

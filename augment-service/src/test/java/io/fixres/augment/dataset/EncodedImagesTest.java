package io.fixres.augment.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.augment.AugmentMeters;
import io.fixres.augment.TinyDataset;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.InMemoryObjectStore;
import io.fixres.kit.store.InMemoryObjectStore.Range;
import io.fixres.kit.store.StoreUnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodedImagesTest {
    private static final long PLENTY = 1L << 30;
    private static final String SHARD = ObjectKeys.shard(TinyDataset.ID, 0);

    @TempDir
    private Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AugmentMeters meters = new AugmentMeters(registry);
    private SplitIndex index;

    @BeforeEach
    void storeDataset() {
        TinyDataset.store(store);
        index = SplitIndex.read(store, TinyDataset.ID, Split.TRAIN, directory);
    }

    @Test
    void oneRequestFetchesTheNeighboursOfItsOwnLanes() {
        // Given: this process is asked for lanes 1 and 3 of 4
        index.ordered(4, 1);
        index.ordered(4, 3);
        EncodedImages images = images(PLENTY);

        // When
        for (int sample = 1; sample < TinyDataset.TRAIN; sample += 2) {
            assertThat(images.read(index, sample)).isEqualTo(TinyDataset.picture(sample));
        }

        // Then: from the first of its samples to the last, and never again
        long first = index.places().offset(1);
        long last = TinyDataset.TRAIN - 1;
        assertThat(requests())
                .containsExactly(new Range(
                        SHARD,
                        first,
                        index.places().offset(last) + index.places().length(last) - first));
        assertThat(reads("store")).isEqualTo(1);
        assertThat(reads("disk")).isEqualTo(9);
    }

    @Test
    void aSampleOfAnotherLaneIsNotKeptAhead() {
        // Given
        index.ordered(4, 1);
        EncodedImages images = images(PLENTY);
        images.read(index, 1);

        // When
        store.available(false);

        // Then
        assertThat(images.read(index, 5)).isEqualTo(TinyDataset.picture(5));
        assertThatThrownBy(() -> images.read(index, 2)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void withoutRoomForItsLanesOnlyTheImageItselfIsRead() {
        // Given
        index.ordered(1, 0);

        // When
        images(100).read(index, 3);

        // Then
        assertThat(requests())
                .containsExactly(new Range(
                        SHARD, index.places().offset(3), index.places().length(3)));
    }

    @Test
    void anAugmenterThatStartsAgainFindsWhatItKept() {
        // Given
        index.ordered(1, 0);
        DiskCache before = new DiskCache(directory, false, PLENTY);
        new EncodedImages(store, before, meters).read(index, 0);
        before.close();
        store.available(false);

        // When
        EncodedImages after = new EncodedImages(store, new DiskCache(directory, false, PLENTY), meters);

        // Then
        assertThat(after.read(index, 7)).isEqualTo(TinyDataset.picture(7));
    }

    @Test
    void anImageThatIsNotWhatWasIngestedIsRefused() {
        // Given
        byte[] shard = store.get(SHARD).orElseThrow().content();
        shard[(int) index.places().offset(4) + 60] ^= 1;
        store.delete(SHARD);
        store.create(SHARD, shard);
        index.ordered(1, 0);
        EncodedImages images = images(PLENTY);

        // When / Then
        assertThatThrownBy(() -> images.read(index, 4))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("sample 4 of train")
                .hasMessageContaining("not what was ingested");
        assertThat(images.read(index, 5)).isEqualTo(TinyDataset.picture(5));
    }

    @Test
    void aStoreThatIsAwayIsSaidToBe() {
        // Given
        store.available(false);

        // When / Then
        assertThatThrownBy(() -> images(0).read(index, 0)).isInstanceOf(StoreUnavailableException.class);
    }

    private EncodedImages images(long budget) {
        return new EncodedImages(store, new DiskCache(directory, true, budget), meters);
    }

    private List<Range> requests() {
        return store.ranges().stream()
                .filter(range -> range.key().equals(SHARD))
                .toList();
    }

    private double reads(String source) {
        return registry.get("fixres.augment.image.reads")
                .tag("source", source)
                .counter()
                .count();
    }
}

package io.fixres.augment.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.augment.TinyDataset;
import io.fixres.contracts.dataset.Split;
import io.fixres.kit.store.InMemoryObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardFilesTest {
    @TempDir
    private Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final List<Runnable> copies = new ArrayList<>();
    private SplitIndex index;

    @BeforeEach
    void storeDataset() {
        TinyDataset.store(store);
        index = SplitIndex.read(store, TinyDataset.ID, Split.VALIDATION);
    }

    @Test
    void anImageIsReadBeforeItsShardIsCopied() {
        // Given
        ShardFiles files = files(Long.MAX_VALUE);

        // When
        byte[] image = files.read(index.place(1));

        // Then
        assertThat(image).startsWith(0x89, 'P', 'N', 'G');
        assertThat(copies).hasSize(1);
    }

    @Test
    void aCopiedShardServesWithoutTheStore() {
        // Given
        ShardFiles files = files(Long.MAX_VALUE);
        byte[] remote = files.read(index.place(1));
        copies.remove(0).run();

        // When
        store.available(false);

        // Then
        assertThat(files.read(index.place(1))).isEqualTo(remote);
    }

    @Test
    void aShardBeyondTheBudgetStaysRemote() {
        // When
        files(10).read(index.place(0));

        // Then
        assertThat(copies).isEmpty();
    }

    @Test
    void aDamagedCopyOnDiskIsReplaced() throws IOException {
        // Given
        SplitIndex.Place place = index.place(0);
        Path file = directory.resolve(place.shard().sha256() + ".tar");
        Files.write(file, new byte[(int) place.shard().bytes()]);
        ShardFiles files = files(Long.MAX_VALUE);
        files.read(place);

        // When
        copies.remove(0).run();

        // Then
        assertThat(files.read(place)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void aCopyThatFailsIsTriedAgain() {
        // Given
        ShardFiles files = files(Long.MAX_VALUE);
        files.read(index.place(0));
        store.available(false);
        copies.remove(0).run();
        store.available(true);

        // When
        files.read(index.place(0));

        // Then
        assertThat(copies).hasSize(1);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aStoreThatIsAwayIsSaidToBe() {
        // Given
        store.available(false);

        // When / Then
        assertThatThrownBy(() -> files(0).read(index.place(0))).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void closingRemovesTemporaryCopies() {
        // Given
        ShardFiles files = new ShardFiles(store, directory, true, Long.MAX_VALUE, Runnable::run);
        files.read(index.place(0));

        // When
        files.close();

        // Then
        assertThat(directory).isEmptyDirectory();
    }

    private ShardFiles files(long budget) {
        return new ShardFiles(store, directory, false, budget, copies::add);
    }
}

package io.fixres.eval.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.transform.TransformStep;
import io.fixres.eval.TestConfiguration;
import io.fixres.eval.TestDataset;
import io.fixres.eval.process.WorkDirectory;
import io.fixres.kit.store.InMemoryObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {
    private static final int LIMIT = 100;

    @TempDir
    private Path folder;

    private ImageCache cache;
    private HeldOutSplit split;

    @BeforeEach
    void open() {
        TestConfiguration configuration = new TestConfiguration(folder, LIMIT);
        WorkDirectory directory = new WorkDirectory(configuration);
        InMemoryObjectStore store = new InMemoryObjectStore();
        TestDataset.store(store, Map.of(Split.TEST, 1));
        cache = new ImageCache(directory, configuration);
        split = new HeldOutSplits(store, directory).read(TestDataset.ID);
    }

    private static EvaluationRequest request(int size) {
        return new EvaluationRequest(size, "squash", List.of(new TransformStep.Squash(size, null, null)));
    }

    private void fill(int size, int bytes, int appended) {
        try (ImageCache.Entry entry = cache.open(split, request(size), bytes)) {
            entry.append(ByteBuffer.wrap(new byte[appended]));
        }
    }

    private boolean kept(int size, int bytes) {
        try (ImageCache.Entry entry = cache.open(split, request(size), bytes)) {
            return entry.complete();
        }
    }

    private long bytesOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void aWholeSplitIsReadBack() {
        // Given
        try (ImageCache.Entry entry = cache.open(split, request(8), 4)) {
            entry.append(ByteBuffer.wrap(new byte[] {1, 2}));
            entry.append(ByteBuffer.wrap(new byte[] {3, 4}));
        }
        ByteBuffer out = ByteBuffer.allocate(2);

        // When
        try (ImageCache.Entry entry = cache.open(split, request(8), 4)) {
            entry.read(1, out);
        }

        // Then
        assertThat(out.array()).containsExactly(2, 3);
    }

    @Test
    void aSplitThatWasLeftHalfWayIsNotKept() throws IOException {
        // When
        fill(8, 40, 20);

        // Then
        assertThat(bytesOnDisk()).isZero();
        assertThat(kept(8, 40)).isFalse();
    }

    @Test
    void whatWasNotUsedForTheLongestTimeMakesRoom() throws IOException {
        // Given
        fill(8, 40, 40);
        fill(9, 40, 40);
        assertThat(kept(8, 40)).isTrue();

        // When
        fill(10, 40, 40);

        // Then
        assertThat(bytesOnDisk()).isEqualTo(80);
        assertThat(kept(8, 40)).isTrue();
        assertThat(kept(9, 40)).isFalse();
    }

    @Test
    void aSplitBeyondTheBoundLeavesTheCacheAlone() throws IOException {
        // Given
        fill(8, 40, 40);

        // When
        fill(9, 101, 101);

        // Then
        assertThat(bytesOnDisk()).isEqualTo(40);
        assertThat(kept(8, 40)).isTrue();
    }
}

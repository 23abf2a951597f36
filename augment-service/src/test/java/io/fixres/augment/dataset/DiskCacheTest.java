package io.fixres.augment.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {
    private static final int LENGTH = 10_000;
    private static final long BUDGET = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void whatWasPutIsFoundByItsDigest() {
        // Given
        DiskCache cache = new DiskCache(directory, true, BUDGET);

        // When
        IntStream.range(0, 20).forEach(i -> put(cache, i));

        // Then
        assertThat(IntStream.range(0, 20)).allMatch(i -> holds(cache, i));
        assertThat(get(cache, 20)).isEmpty();
    }

    @Test
    void theOldestMakeRoomAndTheBudgetIsKept() {
        // Given
        DiskCache cache = new DiskCache(directory, false, BUDGET);

        // When
        IntStream.range(0, 500).forEach(i -> {
            put(cache, i);
            assertThat(cache.bytes()).isLessThanOrEqualTo(BUDGET);
        });

        // Then: of 104 that fit, at most a file's worth has gone before it had to
        assertThat(IntStream.range(0, 500).filter(i -> holds(cache, i)).toArray())
                .isEqualTo(IntStream.range(500 - kept(cache), 500).toArray());
        assertThat(kept(cache)).isBetween(90, 104);
        assertThat(bytesOnDisk()).isEqualTo(cache.bytes());
    }

    @Test
    void smallImagesAreBoundedByTheirNumber() {
        // Given: room for 256 images, one in 4 KiB
        DiskCache cache = new DiskCache(directory, true, BUDGET);

        // When
        for (int i = 0; i < 2000; i++) {
            byte[] tiny = {(byte) i, (byte) (i >> 8)};
            cache.put(Digests.sha256().digest(tiny), tiny);
        }

        // Then
        assertThat(cache.bytes()).isLessThanOrEqualTo(2000L * 38);
    }

    @Test
    void anImageLargerThanAFileIsNotKept() {
        // Given
        DiskCache cache = new DiskCache(directory, true, BUDGET);
        byte[] large = content(1, (int) BUDGET / 16);

        // When
        cache.put(Digests.sha256().digest(large), large);

        // Then
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void aProcessThatWasKilledLeavesWhatWasWhole() throws IOException {
        // Given: the last record of the last file is cut off
        DiskCache before = new DiskCache(directory, false, BUDGET);
        IntStream.range(0, 10).forEach(i -> put(before, i));
        before.close();
        Path last = files().max(Path::compareTo).orElseThrow();
        Files.write(last, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);

        // When
        DiskCache after = new DiskCache(directory, false, BUDGET);
        put(after, 10);

        // Then
        assertThat(IntStream.rangeClosed(0, 10)).allMatch(i -> holds(after, i));
    }

    @Test
    void contentThatChangedOnDiskIsNotGivenOut() throws IOException {
        // Given
        DiskCache before = new DiskCache(directory, false, BUDGET);
        put(before, 0);
        before.close();
        Path file = files().findFirst().orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        // When
        DiskCache after = new DiskCache(directory, false, BUDGET);

        // Then
        assertThat(get(after, 0)).isEmpty();
    }

    @Test
    void temporaryFilesHaveNoNames() throws IOException {
        // Given
        DiskCache cache = new DiskCache(directory, true, BUDGET);

        // When
        put(cache, 0);

        // Then
        assertThat(files()).isEmpty();
        assertThat(holds(cache, 0)).isTrue();
    }

    private static void put(DiskCache cache, int number) {
        byte[] content = content(number, LENGTH);
        cache.put(Digests.sha256().digest(content), content);
    }

    private static boolean holds(DiskCache cache, int number) {
        return get(cache, number)
                .filter(found -> java.util.Arrays.equals(found, content(number, LENGTH)))
                .isPresent();
    }

    private static Optional<byte[]> get(DiskCache cache, int number) {
        return cache.get(Digests.sha256().digest(content(number, LENGTH)), LENGTH);
    }

    private static int kept(DiskCache cache) {
        return (int) (cache.bytes() / (LENGTH + CacheSegment.HEADER));
    }

    private static byte[] content(int number, int length) {
        byte[] content = new byte[length];
        new Random(number).nextBytes(content);
        return content;
    }

    private Stream<Path> files() throws IOException {
        return Files.list(directory).filter(Files::isRegularFile);
    }

    private long bytesOnDisk() {
        try (Stream<Path> files = files()) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

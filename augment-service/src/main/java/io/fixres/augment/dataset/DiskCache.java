package io.fixres.augment.dataset;

import io.fixres.augment.AugmentConfiguration;
import io.fixres.contracts.Digests;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Bytes of images on disk by their SHA-256, within a budget. They are written one after the other into files of a
 * sixteenth of the budget (64 MiB at most); where there is no more room, the oldest file goes. In memory it takes 22 to 43
 * bytes an image, for at most one image in 4 KiB of the budget. Safe for use by several threads.
 */
@Singleton
public class DiskCache {
    private static final Logger LOGGER = Logger.getLogger(DiskCache.class);
    private static final String SUFFIX = ".images";
    private static final long LARGEST_SEGMENT = 64L << 20;
    private static final int SEGMENTS = 16;
    private static final int LEAST_IMAGE = 4096;
    private static final int MOST_IMAGES = 1 << 24;

    /** Of a position in the table: its content was found on disk at the start and is to be compared with its digest. */
    private static final long UNVERIFIED = 1L << 62;

    private final Path directory;
    private final boolean temporary;
    private final long budget;
    private final long segmentBytes;
    private final DigestTable table;
    private final TreeMap<Integer, CacheSegment> segments = new TreeMap<>();
    private long bytes;

    @Inject
    DiskCache(WorkDirectory work, AugmentConfiguration configuration) {
        this(work.folder(), work.temporary(), configuration.diskBytes().asLongValue());
    }

    /**
     * In an existing directory.
     *
     * @param temporary whether the files have no names, so that nothing is left of them
     * @param budget bytes on disk at most
     */
    public DiskCache(Path directory, boolean temporary, long budget) {
        this.directory = directory;
        this.temporary = temporary;
        this.budget = budget;
        this.segmentBytes = Math.min(LARGEST_SEGMENT, budget / SEGMENTS);
        this.table = new DigestTable((int) Math.max(SEGMENTS, Math.min(MOST_IMAGES, budget / LEAST_IMAGE)));
        if (!temporary) {
            recover();
        }
    }

    /** Bytes that it may hold. */
    long budget() {
        return budget;
    }

    /** Bytes on disk. */
    synchronized long bytes() {
        return bytes;
    }

    /** Whether an image is here, as far as the table knows. */
    synchronized boolean contains(byte[] sha256) {
        return table.get(sha256) != DigestTable.NONE;
    }

    /** The bytes of an image, if they are here. */
    public Optional<byte[]> get(byte[] sha256, int length) {
        CacheSegment segment;
        long position;
        synchronized (this) {
            position = table.get(sha256);
            segment = position == DigestTable.NONE ? null : segments.get(segmentOf(position));
        }
        if (segment == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(segment.read((int) position, sha256, length))
                    .filter(content -> (position & UNVERIFIED) == 0 || verify(sha256, content, position));
        } catch (IOException e) {
            // The file was just given up for room, or the disk fails: the store has the image.
            LOGGER.debugf("an image is not read from %s: %s", directory, e.getMessage());
            return Optional.empty();
        }
    }

    private boolean verify(byte[] sha256, byte[] content, long position) {
        if (!Arrays.equals(Digests.sha256().digest(content), sha256)) {
            return false;
        }
        synchronized (this) {
            if (table.get(sha256) == position) {
                table.put(sha256, position & ~UNVERIFIED);
            }
        }
        return true;
    }

    /** Keeps the bytes of an image, whose digest the caller has checked; one that is larger than a file is not kept. */
    public synchronized void put(byte[] sha256, byte[] content) {
        long record = CacheSegment.HEADER + (long) content.length;
        if (record > segmentBytes) {
            return;
        }
        try {
            CacheSegment segment = segmentFor(record);
            int offset = segment.append(sha256, content);
            table.put(sha256, (long) segments.lastKey() << 32 | offset);
            bytes += record;
        } catch (IOException e) {
            LOGGER.warnf("an image is not kept in %s: %s", directory, e.getMessage());
        }
    }

    private CacheSegment segmentFor(long record) throws IOException {
        while (!segments.isEmpty() && (table.full() || bytes + record > budget)) {
            giveUpOldest();
        }
        if (segments.isEmpty() || segments.lastEntry().getValue().size() + record > segmentBytes) {
            int number = segments.isEmpty() ? 0 : segments.lastKey() + 1;
            segments.put(number, CacheSegment.open(file(number), temporary));
        }
        return segments.lastEntry().getValue();
    }

    private void giveUpOldest() throws IOException {
        int number = segments.firstKey();
        CacheSegment segment = segments.remove(number);
        bytes -= segment.size();
        table.retain(position -> segmentOf(position) != number);
        segment.close();
        Files.deleteIfExists(file(number));
    }

    private static int segmentOf(long position) {
        return (int) ((position & ~UNVERIFIED) >>> 32);
    }

    private Path file(int number) {
        return directory.resolve("%08d%s".formatted(number, SUFFIX));
    }

    /** Takes over what an earlier process had kept here. */
    private synchronized void recover() {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().matches("\\d{8}\\" + SUFFIX))
                    .sorted()
                    .toList();
            for (Path file : found) {
                int number = Integer.parseInt(file.getFileName().toString().substring(0, 8));
                CacheSegment segment = CacheSegment.open(file, false);
                segments.put(number, segment);
                bytes += segment.size();
                for (CacheSegment.Found image : segment.scan()) {
                    if (!table.full()) {
                        table.put(image.digest(), (long) number << 32 | image.offset() | UNVERIFIED);
                    }
                }
            }
            while (bytes > budget) {
                giveUpOldest();
            }
            if (!segments.isEmpty()) {
                // The last file may end in half a record, so nothing is added to it.
                int next = segments.lastKey() + 1;
                segments.put(next, CacheSegment.open(file(next), false));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the images kept in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Closes the files. */
    @PreDestroy
    public synchronized void close() {
        for (CacheSegment segment : segments.values()) {
            try {
                segment.close();
            } catch (IOException e) {
                LOGGER.warnf("cannot close a file in %s: %s", directory, e.getMessage());
            }
        }
        segments.clear();
        table.retain(position -> false);
    }
}

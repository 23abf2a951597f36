package io.fixres.ingest.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Temporary files of one process, below a directory that processes may share. Each process locks its own part; parts
 * without a lock are what killed processes left, and are removed.
 */
public final class WorkDirectory implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(WorkDirectory.class);
    private static final String LOCK = "lock";

    private final Path own;
    private final FileChannel channel;

    /** Creates a part for this process and removes abandoned ones. */
    public WorkDirectory(Path shared) {
        try {
            Files.createDirectories(shared);
            removeAbandoned(shared);
            own = Files.createTempDirectory(shared, "ingest-");
            channel = FileChannel.open(own.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new IOException("another process took the lock of " + own);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot use fixres.ingest.work-directory '" + shared + "': " + e.getMessage(), e);
        }
    }

    /** A new, empty directory; remove it with {@link #remove}. */
    public Path create() {
        try {
            return Files.createTempDirectory(own, "job-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a directory in '" + own + "': " + e.getMessage(), e);
        }
    }

    /** Removes a directory with everything in it. */
    public void remove(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // What is left costs disk space only; the next start of a service removes it.
            LOGGER.warnf("cannot remove '%s': %s", directory, e.getMessage());
        }
    }

    private void removeAbandoned(Path shared) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(shared, "ingest-*")) {
            for (Path part : parts) {
                if (abandoned(part)) {
                    remove(part);
                }
            }
        }
    }

    private static boolean abandoned(Path part) throws IOException {
        Path lock = part.resolve(LOCK);
        if (!Files.exists(lock)) {
            // Its process has just created it and is about to lock it.
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (java.nio.channels.OverlappingFileLockException e) {
            // Held by this very process.
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOGGER.debugf(e, "closing the lock of %s failed", own);
        }
        remove(own);
    }
}

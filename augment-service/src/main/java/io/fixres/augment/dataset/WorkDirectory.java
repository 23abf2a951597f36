package io.fixres.augment.dataset;

import io.fixres.augment.AugmentConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder of this process alone: the first of {@code 0}, {@code 1}, … within the configured one that no living process
 * holds a lock on, so that a process that starts again finds what it had kept; without a configured folder a temporary
 * one, which is removed at the end.
 */
@Singleton
public class WorkDirectory {
    private static final int MAX_PROCESSES = 1000;

    private final Path folder;
    private final boolean temporary;
    private FileChannel lock;

    @Inject
    WorkDirectory(AugmentConfiguration configuration) {
        temporary = configuration.workDirectory().isEmpty();
        try {
            folder = temporary
                    ? Files.createTempDirectory("fixres-augment")
                    : locked(configuration.workDirectory().get());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot use fixres.augment.work-directory " + configuration.workDirectory() + ": " + e.getMessage(),
                    e);
        }
    }

    private Path locked(Path parent) throws IOException {
        Files.createDirectories(parent);
        for (int i = 0; i < MAX_PROCESSES; i++) {
            FileChannel channel =
                    FileChannel.open(parent.resolve(i + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (held(channel)) {
                lock = channel;
                return Files.createDirectories(parent.resolve(String.valueOf(i)));
            }
            channel.close();
        }
        throw new IOException(MAX_PROCESSES + " processes work there: give another one");
    }

    private static boolean held(FileChannel channel) throws IOException {
        try {
            FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            // Held within this JVM: as good as held by another process.
            return false;
        }
    }

    /** The folder. */
    Path folder() {
        return folder;
    }

    /** Whether nobody will find what is kept here. */
    boolean temporary() {
        return temporary;
    }

    @PreDestroy
    void close() {
        try (FileChannel released = lock) {
            if (temporary) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot leave " + folder, e);
        }
    }
}

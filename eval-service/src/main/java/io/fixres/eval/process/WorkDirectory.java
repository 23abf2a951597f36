package io.fixres.eval.process;

import io.fixres.eval.configuration.EvaluationConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of this process alone inside the configured one: the first of {@code 0}, {@code 1}, … that no living process
 * holds a lock on, emptied. So a process that was killed leaves nothing behind that is not used or removed later.
 */
@Singleton
public final class WorkDirectory {
    private static final int MAX_PROCESSES = 1000;

    private final Path folder;
    private final FileChannel lockFile;

    public WorkDirectory(EvaluationConfiguration configuration) {
        Path parent = configuration.workDirectory();
        try {
            Files.createDirectories(parent);
            Path free = null;
            FileChannel held = null;
            for (int i = 0; held == null && i < MAX_PROCESSES; i++) {
                held = tryLock(parent.resolve(i + ".lock"));
                free = parent.resolve(String.valueOf(i));
            }
            if (held == null) {
                throw new IllegalStateException(MAX_PROCESSES + " processes work in " + parent + ": give another"
                        + " fixres.eval.work-directory");
            }
            lockFile = held;
            folder = free;
            empty(folder);
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot use fixres.eval.work-directory '" + parent + "': give a folder that can be written to", e);
        }
    }

    /** A folder inside, created. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder in " + folder, e);
        }
    }

    private static FileChannel tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held within this JVM: as good as held by another process.
            channel.close();
            return null;
        }
        channel.close();
        return null;
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> content;
        try (Stream<Path> tree = Files.walk(folder)) {
            content = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : content) {
            Files.delete(path);
        }
    }

    /** Removes the content and lets the folder go. */
    @PreDestroy
    public void close() {
        try (lockFile) {
            empty(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + folder, e);
        }
    }
}

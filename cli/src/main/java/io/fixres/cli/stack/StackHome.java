package io.fixres.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The folder that holds all state of an embedded stack, so that a stack started there again goes on. */
public record StackHome(Path directory) {
    private static final int TRIES = 10;
    private static final int TRY_EVERY_MILLIS = 100;

    /** Makes the path absolute. */
    public StackHome {
        directory = directory.toAbsolutePath().normalize();
    }

    /** {@code $FIXRES_HOME}, else {@code fixres} in the user's data directory (XDG base directories). */
    public static StackHome standard() {
        String home = System.getenv("FIXRES_HOME");
        if (home != null && !home.isBlank()) {
            return new StackHome(Path.of(home));
        }
        String data = System.getenv("XDG_DATA_HOME");
        Path base = data != null && !data.isBlank()
                ? Path.of(data)
                : Path.of(System.getProperty("user.home"), ".local", "share");
        return new StackHome(base.resolve("fixres"));
    }

    /** Whether a stack runs here or is being started. */
    public boolean held() {
        if (!Files.exists(lockFile())) {
            return false;
        }
        try (Lock free = lock().orElse(null)) {
            return free == null;
        }
    }

    /**
     * The endpoints of the stack that runs here now; empty if none does, or if it has not said yet where it listens. A
     * file that an earlier stack left is told by its process, which is gone.
     */
    public Optional<Endpoints> running() {
        return held() ? Endpoints.read(endpointsFile()).filter(Endpoints::ownerLives) : Optional.empty();
    }

    /** {@link #lock}, tried for a second: a command that looks whether a stack runs holds the lock for a moment. */
    Optional<Lock> take() {
        Optional<Lock> lock = lock();
        for (int i = 0; lock.isEmpty() && i < TRIES; i++) {
            try {
                Thread.sleep(TRY_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            lock = lock();
        }
        return lock;
    }

    /** Takes the home for this process; empty if a stack runs here. The lock goes with the process, even if killed. */
    public Optional<Lock> lock() {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Lock(channel));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the home " + directory + ": choose another with --home", e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    /** Endpoints of the stack, kept after it has ended so that the next one takes the same ports. */
    public Path endpointsFile() {
        return directory.resolve("endpoints.json");
    }

    /** Log of one process. */
    public Path log(String process) {
        return directory.resolve("logs").resolve(process + ".log");
    }

    /** Data of the broker. */
    public Path broker() {
        return directory.resolve("kafka");
    }

    /** Data of the store; a bucket is a folder there. */
    public Path store() {
        return directory.resolve("store");
    }

    /** Scratch space of one process. */
    public Path work(String process) {
        return directory.resolve("work").resolve(process);
    }

    /** Checkpoints that were downloaded to be used here. */
    public Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    /** Shards of stored datasets that were downloaded to be scored here. */
    public Path datasets() {
        return directory.resolve("datasets");
    }

    /** Generated demo pictures. */
    public Path demoData(long seed) {
        return directory.resolve("demo").resolve("flowers-" + seed);
    }

    private Path lockFile() {
        return directory.resolve("lock");
    }

    /** Holds a home. */
    public static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot release the lock of the home", e);
            }
        }
    }
}

package io.fixres.augment.dataset;

import io.fixres.augment.AugmentConfiguration;
import io.fixres.augment.dataset.SplitIndex.Place;
import io.fixres.contracts.Digests;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Bytes of images. The first look at a shard starts its copy to disk, named and checked by its SHA-256, in the background;
 * until the copy is there, and when the disk budget is used up, images are read by range requests. So an order never
 * waits for whole shards, whose copies would take longer than its deadline.
 */
@Singleton
public class ShardFiles {
    private static final Logger LOGGER = Logger.getLogger(ShardFiles.class);

    private final ObjectStore store;
    private final Path directory;
    private final boolean temporary;
    private final long budget;
    private final Executor copier;
    private final Map<String, FileChannel> channels = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private long used;

    @Inject
    ShardFiles(ObjectStore store, AugmentConfiguration configuration) {
        this(
                store,
                directory(configuration),
                configuration.workDirectory().isEmpty(),
                configuration.diskBytes().asLongValue(),
                Executors.newSingleThreadExecutor(task -> {
                    Thread thread = new Thread(task, "shard-copier");
                    thread.setDaemon(true);
                    return thread;
                }));
    }

    /**
     * Shards in a folder.
     *
     * @param temporary whether closing removes them
     * @param budget bytes on disk at most
     * @param copier runs the copies
     */
    public ShardFiles(ObjectStore store, Path directory, boolean temporary, long budget, Executor copier) {
        this.store = store;
        this.directory = directory;
        this.temporary = temporary;
        this.budget = budget;
        this.copier = copier;
    }

    /**
     * The bytes of one image.
     *
     * @throws StoreUnavailableException if they cannot be had now
     */
    public byte[] read(Place place) {
        FileChannel channel = channel(place);
        byte[] content = new byte[place.length()];
        try {
            if (channel == null) {
                readRange(place, content);
            } else {
                readFile(channel, place, content);
            }
            return content;
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot read an image of " + place + ": " + e.getMessage(), e);
        }
    }

    private static void readFile(FileChannel channel, Place place, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, place.offset() + buffer.position()) < 0) {
                throw new IOException("the shard ends before the image");
            }
        }
    }

    private void readRange(Place place, byte[] content) throws IOException {
        try (InputStream in =
                store.open(ObjectKeys.shard(place.dataset(), place.shardIndex()), place.offset(), place.length())) {
            if (in.readNBytes(content, 0, content.length) != content.length) {
                throw new IOException("the shard ends before the image");
            }
        }
    }

    /** The copy on disk, or null if there is none yet. */
    private synchronized FileChannel channel(Place place) {
        String sha256 = place.shard().sha256();
        FileChannel open = channels.get(sha256);
        if (open == null && used + place.shard().bytes() <= budget && asked.add(sha256)) {
            used += place.shard().bytes();
            copier.execute(() -> provide(place));
        }
        return open;
    }

    private void provide(Place place) {
        String sha256 = place.shard().sha256();
        try {
            Path file = directory.resolve(sha256 + ".tar");
            if (!Files.exists(file) || !digest(file).equals(sha256)) {
                copy(place, file);
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            synchronized (this) {
                channels.put(sha256, channel);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.warnf("%s of %s stays remote for now: %s", place.shard().name(), place.dataset(), e.getMessage());
            synchronized (this) {
                asked.remove(sha256);
                used -= place.shard().bytes();
            }
        }
    }

    private void copy(Place place, Path file) throws IOException {
        Path part = Files.createTempFile(directory, "shard", ".part");
        try {
            try (InputStream in = store.open(ObjectKeys.shard(place.dataset(), place.shardIndex()), 0, -1)) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            String found = digest(part);
            if (!found.equals(place.shard().sha256())) {
                throw new IOException("it arrived with SHA-256 " + found);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        LOGGER.infof("copied %s of %s to disk", place.shard().name(), place.dataset());
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Closes the files, and removes them where the folder was a temporary one. */
    @PreDestroy
    synchronized void close() {
        if (copier instanceof ExecutorService service) {
            service.shutdownNow();
        }
        channels.forEach((sha256, channel) -> {
            try {
                channel.close();
                if (temporary) {
                    Files.deleteIfExists(directory.resolve(sha256 + ".tar"));
                }
            } catch (IOException e) {
                LOGGER.warnf("cannot remove the copy of shard %s in %s: %s", sha256, directory, e.getMessage());
            }
        });
        channels.clear();
    }

    private static Path directory(AugmentConfiguration configuration) {
        try {
            if (configuration.workDirectory().isPresent()) {
                return Files.createDirectories(configuration.workDirectory().get());
            }
            return Files.createTempDirectory("fixres-augment");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make fixres.augment.work-directory " + configuration.workDirectory(), e);
        }
    }
}

package io.fixres.augment.dataset;

import io.fixres.augment.AugmentConfiguration;
import io.fixres.augment.dataset.SplitIndex.Place;
import io.fixres.contracts.Digests;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
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
import java.util.HexFormat;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Bytes of images. A shard is copied to disk once, named and checked by its SHA-256; when the budget is used up, further
 * shards are read by range requests instead.
 */
@Singleton
public class ShardFiles {
    private static final Logger LOGGER = Logger.getLogger(ShardFiles.class);

    private final ObjectStore store;
    private final Path directory;
    private final long budget;
    private final Map<String, FileChannel> channels = new HashMap<>();
    private long used;

    @Inject
    ShardFiles(ObjectStore store, AugmentConfiguration configuration) {
        this(store, directory(configuration), configuration.diskBytes().asLongValue());
    }

    ShardFiles(ObjectStore store, Path directory, long budget) {
        this.store = store;
        this.directory = directory;
        this.budget = budget;
    }

    /** The bytes of one image. */
    public byte[] read(Place place) {
        FileChannel channel = channel(place);
        byte[] content = new byte[place.length()];
        try {
            if (channel == null) {
                readRange(place, content);
                return content;
            }
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, place.offset() + buffer.position()) < 0) {
                    throw new IOException("the shard ends before the image");
                }
            }
            return content;
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot read an image of " + place + ": " + e.getMessage(), e);
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

    private synchronized FileChannel channel(Place place) {
        String sha256 = place.shard().sha256();
        FileChannel open = channels.get(sha256);
        if (open != null || used + place.shard().bytes() > budget) {
            return open;
        }
        try {
            Path file = directory.resolve(sha256 + ".tar");
            if (!Files.exists(file) || Files.size(file) != place.shard().bytes()) {
                copy(place, file);
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            channels.put(sha256, channel);
            used += place.shard().bytes();
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a shard in " + directory, e);
        }
    }

    private void copy(Place place, Path file) throws IOException {
        Path part = Files.createTempFile(directory, "shard", ".part");
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(
                store.open(ObjectKeys.shard(place.dataset(), place.shardIndex()), 0, -1), digest)) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(place.shard().sha256())) {
            Files.delete(part);
            throw new StoreUnavailableException(
                    "shard " + place.shard() + " of " + place.dataset() + " arrived with SHA-256 " + found, null);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        LOGGER.infof("copied %s of %s to disk", place.shard().name(), place.dataset());
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

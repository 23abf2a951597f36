package io.fixres.ingest.dataset;

import io.fixres.contracts.Digests;
import io.fixres.contracts.dataset.DatasetManifest.Shard;
import io.fixres.contracts.storage.ObjectKeys;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes WebDataset shards; equal samples in equal order give equal bytes. */
final class ShardWriter implements AutoCloseable {
    /** Where an image lies: shard number, and first byte within the shard. */
    record Location(int shard, long offset) {}

    private static final int BLOCK = 512;

    private final Path directory;
    private final long maxBytes;
    private final List<Shard> finished = new ArrayList<>();
    private TarArchiveOutputStream tar;
    private MessageDigest digest;

    /** Shards of at most so many bytes, unless one sample alone is larger. */
    ShardWriter(Path directory, long maxBytes) {
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    /** Adds {@code <key>.<suffix>} and {@code <key>.cls}, which holds the label as decimal text. */
    Location add(String key, String suffix, byte[] image, int label) throws IOException {
        byte[] labelText = String.valueOf(label).getBytes(StandardCharsets.US_ASCII);
        long needed = 4L * BLOCK + padded(image.length) + padded(labelText.length);
        if (tar != null && tar.getBytesWritten() + needed > maxBytes) {
            finishShard();
        }
        if (tar == null) {
            openShard();
        }
        long offset = entry(key + "." + suffix, image);
        entry(key + ".cls", labelText);
        return new Location(finished.size(), offset);
    }

    /** The next sample begins a new shard. */
    void finishShard() throws IOException {
        if (tar == null) {
            return;
        }
        tar.close();
        tar = null;
        String name = ObjectKeys.shardName(finished.size());
        finished.add(new Shard(
                name, Files.size(directory.resolve(name)), HexFormat.of().formatHex(digest.digest())));
    }

    /** The shards so far, in order; call {@link #finishShard} first. */
    List<Shard> shards() {
        return List.copyOf(finished);
    }

    private void openShard() throws IOException {
        digest = Digests.sha256();
        OutputStream file = Files.newOutputStream(directory.resolve(ObjectKeys.shardName(finished.size())));
        tar = new TarArchiveOutputStream(
                new BufferedOutputStream(new DigestOutputStream(file, digest), 1 << 16), BLOCK, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /** Everything that tells one machine or hour from another is zero. */
    private long entry(String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setModTime(0L);
        entry.setMode(0100644);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
        long offset = tar.getBytesWritten();
        tar.write(content);
        tar.closeArchiveEntry();
        return offset;
    }

    private static long padded(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }

    @Override
    public void close() throws IOException {
        if (tar != null) {
            tar.close();
        }
    }
}

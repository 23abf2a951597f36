package io.fixres.ingest.archive;

import io.fixres.ingest.source.RejectedSourceException;
import io.fixres.ingest.source.SourceUnavailableException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads tar, gzip-compressed tar and zip archives from a stream, in constant memory. The format is recognised by
 * content, since an address need not end in a file name.
 */
final class ArchiveReader {
    private static final int TAR_HEADER = 512;
    private static final int BUFFER = 1 << 16;

    private final ExpansionGuard guard;

    ArchiveReader(ExpansionGuard guard) {
        this.guard = guard;
    }

    /** Reads the archive that is the source, or one of several; the caller closes the stream. */
    void read(InputStream bytes, SourceEntry.Origin origin, EntryVisitor visitor) {
        try {
            BufferedInputStream source = new BufferedInputStream(guard.beforeDecompression(bytes), BUFFER);
            readEntries(open(source, true), origin, (entry, content) -> {
                if (ShardName.matches(entry.path()) && entry.kind() == SourceEntry.Kind.FILE) {
                    readShard(entry.path(), content, visitor);
                } else {
                    visitor.visit(entry);
                }
            });
        } catch (IOException e) {
            throw damaged(origin, e);
        }
    }

    /** Reads an archive that lies within the source, whose bytes are counted already; archives within it are files. */
    void readShard(String name, InputStream bytes, EntryVisitor visitor) {
        SourceEntry.Origin origin = new SourceEntry.Origin.Shard(name);
        try {
            readEntries(
                    open(new BufferedInputStream(bytes, BUFFER), false),
                    origin,
                    (entry, content) -> visitor.visit(entry));
        } catch (IOException e) {
            throw damaged(origin, e);
        } catch (RejectedSourceException e) {
            throw new RejectedSourceException("shard '" + name + "': " + e.getMessage(), e);
        }
    }

    private static RejectedSourceException damaged(SourceEntry.Origin origin, IOException e) {
        String what = origin instanceof SourceEntry.Origin.Shard shard ? "shard '" + shard.name() + "'" : "the archive";
        // Commons Compress says nothing where gzip data end within a block.
        String why = e.getMessage() != null ? e.getMessage() : e instanceof EOFException ? "it ends too early" : "" + e;
        return new RejectedSourceException(
                what + " is damaged (" + why + "): test it with 'tar tf' or 'unzip -t' and pack or"
                        + " download it again",
                e);
    }

    @FunctionalInterface
    private interface EntryReader {
        void read(SourceEntry entry, InputStream content) throws IOException;
    }

    private void readEntries(ArchiveInputStream<?> archive, SourceEntry.Origin origin, EntryReader reader)
            throws IOException {
        ArchiveEntry entry;
        while ((entry = next(archive)) != null) {
            guard.entry();
            if (!entry.isDirectory()) {
                SourceEntry.Kind kind = kind(archive, entry);
                InputStream content =
                        kind == SourceEntry.Kind.FILE ? new EntryContent(archive) : InputStream.nullInputStream();
                reader.read(new SourceEntry(entry.getName(), origin, kind, content), content);
                if (kind == SourceEntry.Kind.FILE) {
                    // The rest of the entry is read here so that only headers count as headers.
                    archive.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
    }

    /** @param counts whether the bytes of an uncompressed tar are to be counted here */
    private ArchiveInputStream<?> open(BufferedInputStream source, boolean counts) throws IOException {
        byte[] head = peek(source);
        if (counts && startsWith(head, 'P', 'K', 3, 4)) {
            // Entries that are stored without a size would have to be held in memory whole: they are listed as refused.
            return new ZipArchiveInputStream(source, "UTF-8", true, false) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int read = super.read(buffer, offset, length);
                    guard.expanded(Math.max(read, 0));
                    return read;
                }
            };
        }
        if (startsWith(head, 0x1f, 0x8b)) {
            BufferedInputStream inner = new BufferedInputStream(
                    guard.afterDecompression(GzipCompressorInputStream.builder()
                            .setInputStream(source)
                            .setDecompressConcatenated(true)
                            .get()),
                    BUFFER);
            head = peek(inner);
            requireTar(head, "gzip-compressed data, but not of a tar archive");
            return new TarArchiveInputStream(inner, "UTF-8");
        }
        requireTar(head, head.length == 0 ? "empty" : "not an archive");
        return new TarArchiveInputStream(
                counts ? new BufferedInputStream(guard.afterDecompression(source), BUFFER) : source, "UTF-8");
    }

    private ArchiveEntry next(ArchiveInputStream<?> archive) throws IOException {
        guard.headerBegins();
        try {
            return archive.getNextEntry();
        } catch (RejectedSourceException | SourceUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // Damaged headers surface as all sorts of unchecked exceptions.
            throw new IOException("unreadable header: " + e.getMessage(), e);
        } finally {
            guard.headerRead();
        }
    }

    private static <E extends ArchiveEntry> SourceEntry.Kind kind(ArchiveInputStream<E> archive, ArchiveEntry entry) {
        if (entry instanceof TarArchiveEntry tar) {
            if (tar.isSymbolicLink() || tar.isLink()) {
                return SourceEntry.Kind.LINK;
            }
            if (!tar.isFile() || tar.isSparse() || tar.isFIFO() || tar.isCharacterDevice() || tar.isBlockDevice()) {
                return SourceEntry.Kind.SPECIAL;
            }
        }
        return archive.canReadEntryData(entry) ? SourceEntry.Kind.FILE : SourceEntry.Kind.UNREADABLE;
    }

    private static byte[] peek(BufferedInputStream in) throws IOException {
        in.mark(TAR_HEADER);
        byte[] head = in.readNBytes(TAR_HEADER);
        in.reset();
        return head;
    }

    private static void requireTar(byte[] head, String found) {
        boolean empty = head.length == TAR_HEADER && isZero(head);
        if (head.length < TAR_HEADER || !(empty || isTarHeader(head))) {
            throw new RejectedSourceException(
                    "the source is " + found + ": give a .tgz, .tar.gz, .tar or .zip archive, or a directory");
        }
    }

    private static boolean isTarHeader(byte[] head) {
        try {
            return TarUtils.verifyCheckSum(head);
        } catch (IllegalArgumentException e) {
            // The place of the checksum does not hold a number.
            return false;
        }
    }

    private static boolean isZero(byte[] bytes) {
        return Arrays.equals(bytes, new byte[bytes.length]);
    }

    private static boolean startsWith(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (head.length <= i || (head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Keeps a visitor from closing the archive. */
    private static final class EntryContent extends java.io.FilterInputStream {
        EntryContent(InputStream archive) {
            super(archive);
        }

        @Override
        public void close() {
            // The archive goes on with the next entry.
        }
    }
}

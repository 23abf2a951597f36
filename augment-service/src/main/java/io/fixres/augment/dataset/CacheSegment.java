package io.fixres.augment.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One file of the {@link DiskCache}: records of a digest (32 bytes), a length (4 bytes) and the content. */
final class CacheSegment implements AutoCloseable {
    static final int HEADER = 36;

    private static final int DIGEST = 32;

    /** A record as its header says. */
    @SuppressWarnings("ArrayRecordComponent")
    record Found(byte[] digest, int offset) {}

    private final FileChannel channel;
    private long size;

    private CacheSegment(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /** Opens a file, or makes it. */
    static CacheSegment open(Path file, boolean temporary) throws IOException {
        return new CacheSegment(
                temporary
                        ? FileChannel.open(
                                file,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.DELETE_ON_CLOSE)
                        : FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    long size() {
        return size;
    }

    /** Adds a record; gives its offset. One writer at a time. */
    int append(byte[] digest, byte[] content) throws IOException {
        int offset = Math.toIntExact(size);
        ByteBuffer record = ByteBuffer.allocate(HEADER + content.length)
                .put(digest)
                .putInt(content.length)
                .put(content)
                .flip();
        while (record.hasRemaining()) {
            channel.write(record, offset + record.position());
        }
        size += HEADER + content.length;
        return offset;
    }

    /** The content of the record at an offset, or null if it is that of another digest. */
    byte[] read(int offset, byte[] digest, int length) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        byte[] content = new byte[length];
        fill(header, offset);
        header.flip();
        byte[] found = new byte[DIGEST];
        header.get(found);
        if (!Arrays.equals(found, digest) || header.getInt() != length) {
            return null;
        }
        fill(ByteBuffer.wrap(content), (long) offset + HEADER);
        return content;
    }

    /** The records that are here in whole, by their headers; what was cut off behind them is given up. */
    List<Found> scan() throws IOException {
        List<Found> records = new ArrayList<>();
        long offset = 0;
        while (offset + HEADER <= size) {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            fill(header, offset);
            header.flip();
            byte[] digest = new byte[DIGEST];
            header.get(digest);
            int length = header.getInt();
            if (length < 0 || offset + HEADER + length > size) {
                break;
            }
            records.add(new Found(digest, Math.toIntExact(offset)));
            offset += HEADER + length;
        }
        return records;
    }

    private void fill(ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file ends at byte " + channel.size());
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package io.fixres.kit.dataset;

import io.fixres.contracts.dataset.SampleEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** Writes the fixed-width records of a {@link SampleIndex}. */
final class IndexFile implements AutoCloseable {
    private final ByteBuffer buffer = ByteBuffer.allocate(SampleIndex.WIDTH * 1024);
    private final FileChannel channel;
    private long samples;

    /** In a directory, which is made; the file is removed as it closes, and its pages live as long as they are mapped. */
    IndexFile(Path directory) throws IOException {
        Files.createDirectories(directory);
        channel = FileChannel.open(
                Files.createTempFile(directory, "samples", ".index"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** How many were appended. */
    long samples() {
        return samples;
    }

    void append(SampleList.Line line) {
        SampleEntry sample = line.sample();
        if (buffer.remaining() < SampleIndex.WIDTH) {
            flush();
        }
        buffer.putInt(sample.label())
                .putInt(sample.shard())
                .putLong(sample.offset())
                .putInt(sample.length())
                .put(HexFormat.of().parseHex(sample.sha256()))
                .putInt(sample.width())
                .putInt(sample.height())
                .putLong(line.offset())
                .putInt(line.length());
        samples++;
    }

    /** The whole file, to be mapped. */
    FileChannel finish() {
        flush();
        return channel;
    }

    private void flush() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write an index of samples: " + e.getMessage(), e);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

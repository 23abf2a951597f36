package io.fixres.ingest.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/** Adds what is read to a counter. */
final class CountedStream extends FilterInputStream {
    private final LongAdder read;

    CountedStream(InputStream in, LongAdder read) {
        super(in);
        this.read = read;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        read.add(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        read.add(Math.max(count, 0));
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = in.skip(bytes);
        read.add(skipped);
        return skipped;
    }
}

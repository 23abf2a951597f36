package io.fixres.ingest.archive;

import io.fixres.ingest.source.RejectedSourceException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes before and after decompression and stops a source that grows beyond its limits. */
final class ExpansionGuard {
    /** Small archives of repetitive files may have any ratio: they cannot hurt. */
    static final long RATIO_FREE_BYTES = 16L << 20;

    /** An entry's header (long names, pax records) is held in memory by the reader; real ones take a few KiB. */
    static final long MAX_HEADER_BYTES = 1L << 20;

    private final IngestLimits limits;
    private long compressed;
    private long expanded;
    private long headerStart = -1;
    private long entries;

    ExpansionGuard(IngestLimits limits) {
        this.limits = limits;
    }

    /** Counts what is read from the source. */
    InputStream beforeDecompression(InputStream in) {
        return new CountingStream(in) {
            @Override
            void count(long bytes) {
                compressed += bytes;
            }
        };
    }

    /** Counts what the archive reader gets. */
    InputStream afterDecompression(InputStream in) {
        return new CountingStream(in) {
            @Override
            void count(long bytes) {
                expanded(bytes);
            }
        };
    }

    /** Counts bytes after decompression. */
    void expanded(long bytes) {
        expanded += bytes;
        if (expanded > limits.maxArchiveBytes()) {
            throw new RejectedSourceException("the archive holds more than " + limits.maxArchiveBytes()
                    + " bytes: divide it, or raise fixres.ingest.max-archive-bytes");
        }
        if (expanded > RATIO_FREE_BYTES && expanded / limits.maxExpansionRatio() > compressed) {
            throw new RejectedSourceException("the archive expands more than " + limits.maxExpansionRatio()
                    + "-fold, which images do not: pack it again without padding, or raise"
                    + " fixres.ingest.max-expansion-ratio");
        }
        if (headerStart >= 0 && expanded - headerStart > MAX_HEADER_BYTES) {
            throw new RejectedSourceException("the header of entry " + (entries + 1) + " is longer than "
                    + MAX_HEADER_BYTES + " bytes: pack the archive again with shorter names");
        }
    }

    /** From here to {@link #headerRead} the archive reader reads a header. */
    void headerBegins() {
        headerStart = expanded;
    }

    /** The header is read. */
    void headerRead() {
        headerStart = -1;
    }

    /** Counts an entry. */
    void entry() {
        if (++entries > limits.maxEntries()) {
            throw new RejectedSourceException("the source has more than " + limits.maxEntries()
                    + " files: divide it, or raise fixres.ingest.max-entries");
        }
    }

    private abstract static class CountingStream extends FilterInputStream {
        CountingStream(InputStream in) {
            super(in);
        }

        abstract void count(long bytes);

        @Override
        public int read() throws IOException {
            int value = in.read();
            if (value >= 0) {
                count(1);
            }
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = in.skip(bytes);
            count(skipped);
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}

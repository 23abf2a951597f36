package io.fixres.ingest.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.logging.Logger;

/**
 * Tells a source that breaks off (worth another try) from an archive that is damaged (not worth one): every failure of
 * the stream beneath becomes a {@link SourceUnavailableException}, which no archive reader catches.
 */
public final class SourceStream extends FilterInputStream {
    private static final Logger LOGGER = Logger.getLogger(SourceStream.class);

    private final String uri;
    private volatile long position;

    SourceStream(InputStream in, String uri) {
        super(in);
        this.uri = uri;
    }

    @Override
    public int read() {
        try {
            int read = in.read();
            position += read < 0 ? 0 : 1;
            return read;
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            int read = in.read(buffer, offset, length);
            position += Math.max(read, 0);
            return read;
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    @Override
    public long skip(long bytes) {
        try {
            long skipped = in.skip(bytes);
            position += skipped;
            return skipped;
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    /** Bytes read so far; any thread may ask, one reads. */
    long position() {
        return position;
    }

    private SourceUnavailableException brokenOff(IOException e) {
        return new SourceUnavailableException("reading '" + uri + "' broke off: " + e.getMessage(), e);
    }

    /** The bytes were read already, or the reason why not is known: a failing close adds nothing for the user. */
    static void closeQuietly(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            LOGGER.debugf(e, "closing a source failed");
        }
    }
}

package io.fixres.ingest.source;

import java.io.InputStream;
import java.nio.file.Path;

/** A source that can be read from its beginning. */
public sealed interface OpenedSource extends AutoCloseable {
    /** The bytes of an archive; the format is recognised by content, not by name. */
    record Archive(InputStream bytes) implements OpenedSource {
        @Override
        public void close() {
            SourceStream.closeQuietly(bytes);
        }
    }

    /** A directory on this machine. */
    record Directory(Path path) implements OpenedSource {
        @Override
        public void close() {
            // A directory is walked, it holds nothing open.
        }
    }

    @Override
    void close();
}

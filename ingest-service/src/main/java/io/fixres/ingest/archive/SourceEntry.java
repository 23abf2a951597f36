package io.fixres.ingest.archive;

import java.io.InputStream;

/**
 * A file in a source, or something that stands where a file could.
 *
 * @param path as the source writes it, with slashes
 * @param content of a {@link Kind#FILE}; empty for everything else
 */
public record SourceEntry(String path, Kind kind, InputStream content) {
    /** What an entry is. */
    public enum Kind {
        FILE,
        LINK,
        /** Devices, pipes and sparse files. */
        SPECIAL,
        /** Encrypted, or compressed in a way that cannot be read from a stream. */
        UNREADABLE
    }
}

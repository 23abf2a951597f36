package io.fixres.ingest.archive;

import java.io.InputStream;

/**
 * A file in a source, or something that stands where a file could.
 *
 * @param path as the source writes it, with slashes; within the archive where it is in one
 * @param content of a {@link Kind#FILE}; empty for everything else
 */
public record SourceEntry(String path, Origin origin, Kind kind, InputStream content) {
    /** What an entry is. */
    public enum Kind {
        FILE,
        LINK,
        /** Devices, pipes and sparse files. */
        SPECIAL,
        /** Encrypted, or compressed in a way that cannot be read from a stream. */
        UNREADABLE
    }

    /** What an entry was read out of. */
    public sealed interface Origin {
        /** A directory, in no order. */
        record Folder() implements Origin {}

        /** The archive that is the source; its order is that of its packer. */
        record Archive() implements Origin {}

        /** One of the archives that a source consists of, by its name or path within the source. */
        record Shard(String name) implements Origin {}
    }

    /** The path, after the shard that it is in if there are several. */
    public String listedPath() {
        return origin instanceof Origin.Shard shard ? shard.name() + ":" + path : path;
    }
}

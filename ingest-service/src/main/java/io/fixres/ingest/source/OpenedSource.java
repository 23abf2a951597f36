package io.fixres.ingest.source;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** A source that can be read from its beginning. */
public sealed interface OpenedSource extends AutoCloseable {
    /**
     * The bytes of an archive; the format is recognised by content, not by name.
     *
     * @param length bytes of the whole archive, empty where its server does not say
     */
    record Archive(SourceStream bytes, OptionalLong length) implements OpenedSource {
        @Override
        public Optional<Double> share(long files) {
            return length.isPresent() && length.getAsLong() > 0
                    ? Optional.of(Math.min(1, (double) bytes.position() / length.getAsLong()))
                    : Optional.empty();
        }

        @Override
        public void close() {
            SourceStream.closeQuietly(bytes);
        }
    }

    /**
     * A directory on this machine.
     *
     * @param files beneath it when it was opened
     */
    record Directory(Path path, long files) implements OpenedSource {
        @Override
        public Optional<Double> share(long read) {
            return files > 0 ? Optional.of(Math.min(1, (double) read / files)) : Optional.empty();
        }

        @Override
        public void close() {
            // A directory is walked, it holds nothing open.
        }
    }

    /**
     * Share of the source that was read, 0 to 1, empty where its size is not known.
     *
     * @param files read so far
     */
    Optional<Double> share(long files);

    @Override
    void close();
}

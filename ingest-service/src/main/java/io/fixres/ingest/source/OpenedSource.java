package io.fixres.ingest.source;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;

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
     * @param bytes of all files beneath it when it was opened
     * @param shards whether it holds archives and no loose images, so that the archives are what is to be read
     * @param read counts what was read so far
     */
    record Directory(Path path, long bytes, boolean shards, LongAdder read) implements OpenedSource {
        /** A stream whose bytes count as read. */
        public InputStream counted(InputStream in) {
            return new CountedStream(in, read);
        }

        @Override
        public Optional<Double> share(long files) {
            return bytes > 0 ? Optional.of(Math.min(1, (double) read.sum() / bytes)) : Optional.empty();
        }

        @Override
        public void close() {
            // A directory is walked, it holds nothing open.
        }
    }

    /** Several archives, opened one after the other. */
    final class Series implements OpenedSource {
        private final List<String> addresses;
        private final Function<String, Archive> opener;
        private int finished;
        private Optional<Archive> current = Optional.empty();

        Series(List<String> addresses, Function<String, Archive> opener) {
            this.addresses = List.copyOf(addresses);
            this.opener = opener;
        }

        /** Shows each archive with the last part of its address. */
        public void forEach(BiConsumer<String, Archive> user) {
            for (String address : addresses) {
                try (Archive archive = opener.apply(address)) {
                    current = Optional.of(archive);
                    user.accept(lastPart(address), archive);
                }
                current = Optional.empty();
                finished++;
            }
        }

        private static String lastPart(String address) {
            String path = address.replaceFirst("[?#].*", "");
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public Optional<Double> share(long files) {
            double part = current.flatMap(archive -> archive.share(files)).orElse(0.0);
            return Optional.of((finished + part) / addresses.size());
        }

        @Override
        public void close() {
            current.ifPresent(Archive::close);
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

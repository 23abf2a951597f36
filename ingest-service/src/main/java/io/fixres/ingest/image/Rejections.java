package io.fixres.ingest.image;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.RejectedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Writes {@code rejected.jsonl}, one line for each entry that is left out. Used by one thread. */
public final class Rejections implements AutoCloseable {
    private final Path file;
    private final OutputStream out;
    private final Map<RejectionReason, Long> counts = new EnumMap<>(RejectionReason.class);
    private Optional<String> first = Optional.empty();

    /** Into a new file. */
    public Rejections(Path file) {
        this.file = file;
        try {
            this.out = new BufferedOutputStream(Files.newOutputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a line. */
    public void add(String path, RejectionReason reason, String message) {
        counts.merge(reason, 1L, Long::sum);
        if (first.isEmpty() && reason != RejectionReason.NOT_AN_IMAGE) {
            first = Optional.of(path + ": " + message);
        }
        try {
            out.write(Json.bytes(new RejectedImage(path, message)));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Entries by reason. */
    public Map<RejectionReason, Long> counts() {
        return new EnumMap<>(counts);
    }

    /** Images that were refused: all lines but those about files that are no images. */
    public long refused() {
        return counts.values().stream().mapToLong(Long::longValue).sum() - skipped();
    }

    /** Files that are no images, such as a licence text. */
    public long skipped() {
        return counts.getOrDefault(RejectionReason.NOT_AN_IMAGE, 0L);
    }

    /** The first refused image and its reason, as an example for messages. */
    public Optional<String> first() {
        return first;
    }

    /** The file; whole after {@link #close}. */
    public Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

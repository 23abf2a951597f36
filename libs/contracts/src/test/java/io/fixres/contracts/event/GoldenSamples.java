package io.fixres.contracts.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden events under {@code src/test/resources/golden}, one folder for each type. */
final class GoldenSamples {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private GoldenSamples() {}

    /**
     * One golden event.
     *
     * @param content as a producer of that version wrote it
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Sample(EventType type, String name, byte[] content) {
        @Override
        public String toString() {
            return type + " " + name;
        }
    }

    /** All samples of a type. */
    static List<Sample> of(EventType type) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(schemaName(type)))) {
            return files.sorted().map(file -> sample(type, file)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no golden samples of " + type, e);
        }
    }

    /** All samples. */
    static List<Sample> all() {
        return Stream.of(EventType.values()).flatMap(type -> of(type).stream()).toList();
    }

    /** Name of a type's schema and folder: the type without the project's prefix. */
    static String schemaName(EventType type) {
        return type.type().substring("io.fixres.".length());
    }

    private static Sample sample(EventType type, Path file) {
        try {
            return new Sample(type, file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

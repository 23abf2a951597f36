package io.fixres.system;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One call of the {@code fixres} script, as a user makes it.
 *
 * @param out lines of standard output
 * @param err lines of standard error
 */
record FixresCommand(int code, List<String> out, List<String> err) {
    private static final Path ROOT = Path.of(System.getProperty("fixres.root"));

    /** Runs to the end. */
    static FixresCommand run(Path directory, String... arguments) {
        return start(directory, arguments).end();
    }

    /** Starts and does not wait. */
    static Started start(Path directory, String... arguments) {
        List<String> line = new ArrayList<>(List.of(ROOT.resolve("fixres").toString()));
        line.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(directory, "command", ".out");
            Path err = Files.createTempFile(directory, "command", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("FIXRES_BUILD", "never");
            return new Started(String.join(" ", line), builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A call that goes on.
     *
     * @param out file of standard output
     * @param err file of standard error
     */
    record Started(String line, Process process, Path out, Path err) {
        /** Waits until a line of standard error holds a text. */
        void awaitLine(String text) {
            await(line + " says " + text).atMost(4, MINUTES).until(() -> Files.readAllLines(err).stream()
                    .anyMatch(l -> l.contains(text)));
        }

        /** Waits for the end. */
        FixresCommand end() {
            try {
                if (!process.waitFor(10, MINUTES)) {
                    process.destroy();
                    throw new AssertionError(line + " did not end: " + Files.readString(err));
                }
                return new FixresCommand(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }
}

package io.fixres.system;

import static java.util.concurrent.TimeUnit.MINUTES;

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

    static FixresCommand run(Path directory, String... arguments) {
        List<String> line = new ArrayList<>(List.of(ROOT.resolve("fixres").toString()));
        line.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(directory, "command", ".out");
            Path err = Files.createTempFile(directory, "command", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("FIXRES_BUILD", "never");
            Process process = builder.start();
            if (!process.waitFor(10, MINUTES)) {
                process.destroy();
                throw new AssertionError(String.join(" ", line) + " did not end: " + Files.readString(err));
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

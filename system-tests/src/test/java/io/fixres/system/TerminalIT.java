package io.fixres.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in a pseudo-terminal of util-linux's {@code script}, where the colours of help texts are seen. */
class TerminalIT {
    private static final Path ROOT = Path.of(System.getProperty("fixres.root"));
    private static final String COLOUR = "\u001b[";

    @BeforeEach
    void needAPseudoTerminal() {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/script"))
                        && System.getProperty("os.name").equals("Linux"),
                "util-linux's script makes the pseudo-terminal");
    }

    private static String inTerminal(Path directory, String line, String... variables) throws Exception {
        Path log = directory.resolve("typescript");
        ProcessBuilder builder = new ProcessBuilder(
                "/usr/bin/script",
                "-qec",
                "stty cols 60 rows 20; " + ROOT.resolve("fixres") + " " + line,
                log.toString());
        builder.environment().remove("NO_COLOR");
        builder.environment().put("FIXRES_BUILD", "never");
        builder.environment().put("TERM", "xterm-256color");
        for (String variable : List.of(variables)) {
            String[] parts = variable.split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        }
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        assertThat(process.waitFor(2, MINUTES)).isTrue();
        return Files.readString(directory.resolve("out"), UTF_8);
    }

    @Test
    void aTerminalHasColours(@TempDir Path directory) throws Exception {
        assertThat(inTerminal(directory, "recipes --help")).contains(COLOUR).contains("Usage:");
    }

    @Test
    void noColorIsRespected(@TempDir Path directory) throws Exception {
        assertThat(inTerminal(directory, "recipes --help", "NO_COLOR=1"))
                .doesNotContain(COLOUR)
                .contains("Usage:");
    }

    @Test
    void aPipeHasNoColours(@TempDir Path directory) throws IOException {
        FixresCommand help = FixresCommand.run(directory, "recipes", "--help");

        assertThat(String.join("\n", help.out())).doesNotContain(COLOUR).contains("Usage:");
    }
}

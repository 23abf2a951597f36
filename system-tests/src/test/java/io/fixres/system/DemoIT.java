package io.fixres.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command from nothing to its table, with fewer epochs; then what a user does with the result. */
class DemoIT {
    @Test
    void theDemoPrintsItsTableAndItsCheckpointClassifiesPictures(@TempDir Path directory) throws IOException {
        // Given
        String home = directory.resolve("home").toString();

        // When
        FixresCommand demo = FixresCommand.run(
                directory,
                "demo",
                "--json",
                "--home",
                home,
                "--set",
                "phases.initial.epochs=3",
                "--set",
                "phases.finetune.epochs=1",
                "--set",
                "phases.control.epochs=1");

        // Then
        assertThat(demo.code()).as(String.join("\n", demo.err())).isZero();
        JsonNode report = Json.mapper().readTree(demo.out().get(demo.out().size() - 1));
        assertThat(report.path("status").asText()).isEqualTo("completed");
        assertThat(report.path("phases")).hasSize(3);
        assertThat(report.path("evaluations"))
                .allSatisfy(e -> assertThat(e.path("n").asInt()).isEqualTo(1000));
        assertThat(demo.err())
                .anyMatch(line -> line.startsWith("trained at 32, squashed"))
                .anyMatch(line -> line.startsWith("trained at 32, matched crop"))
                .anyMatch(line -> line.startsWith("trained at 32, un-tuned at 64"))
                .anyMatch(line -> line.startsWith("fine-tuned at 64"))
                .anyMatch(line -> line.startsWith("control tuned at 32"))
                .anyMatch(line -> line.contains("McNemar p ="));
        afterwards(directory, home, report.path("experiment").asText());
    }

    private static void afterwards(Path directory, String home, String experiment) {
        try (Stack stack = Stack.start(Path.of(home))) {
            assertThat(stack.processes("")).hasSize(7);
            FixresCommand list = FixresCommand.run(directory, "list", "--home", home);
            assertThat(list.out()).anyMatch(line -> line.contains(experiment) && line.contains("completed"));

            FixresCommand pull = FixresCommand.run(
                    directory, "pull", experiment, directory.resolve("pulled").toString(), "--last", "--home", home);
            assertThat(pull.code()).as(String.join("\n", pull.err())).isZero();
            Path picture = Path.of(home, "demo", "flowers-20190614", "test", "daisy", "daisy-00000.jpg");
            FixresCommand predict =
                    FixresCommand.run(directory, "predict", pull.out().get(0), picture.toString());
            assertThat(predict.code()).as(String.join("\n", predict.err())).isZero();
            assertThat(predict.out().get(0)).contains("daisy-00000.jpg", " %");

            assertThat(FixresCommand.run(directory, "rm", experiment, "--home", home)
                            .code())
                    .isZero();
            assertThat(FixresCommand.run(directory, "show", experiment, "--home", home)
                            .code())
                    .isEqualTo(2);
        }
    }
}

package io.fixres.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.cli.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user reads who has typed something that cannot be obeyed. */
class CommandErrorsTest {
    @TempDir
    private Path directory;

    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = FixresCommand.commandLine();
        command.setErr(new PrintWriter(err, true));
        command.setOut(new PrintWriter(out, true));
        return command.execute(arguments);
    }

    @Test
    void anUnknownRecipeIsAnsweredWithThoseThereAre() {
        assertThat(run("validate", "flowers-quik")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString())
                .contains("'flowers-quik'", "demo", "flowers-quick", "keras-fixres", "keras-vanilla-224");
    }

    @Test
    void anUnknownKeyOfARecipeIsAnsweredWithItsPathAndTheNearestOne() throws IOException {
        Path recipe = Files.writeString(directory.resolve("mine.yaml"), """
                name: mine
                seed: 1
                data: {split: folders}
                network: {name: preact_resnet18, width: 8}
                phases:
                  - {name: initial, epohcs: 2, resolution: 32, batch_size: 8, transform: center_crop_train,
                     optimizer: {name: adam, learning_rate: 0.001}}
                """);

        assertThat(run("validate", recipe.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("phases.initial.epohcs", "did you mean 'epochs'?");
    }

    @Test
    void anOverrideOfTheWrongTypeIsAnsweredWithItsPath() {
        assertThat(run("validate", "demo", "--set", "phases.initial.epochs=many"))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("phases.initial.epochs", "many");
    }

    @Test
    void anOverrideThatIsGoodIsTaken() {
        assertThat(run("validate", "demo", "--set", "phases.initial.epochs=2")).isEqualTo(ExitCodes.OK);
    }

    @Test
    void missingDataIsNoticedBeforeAnythingIsStarted() {
        assertThat(run("run", "flowers-quick", "--data", "nowhere.tgz", "--home", directory.toString()))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("'nowhere.tgz'", "there is no such file");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aShardThatIsMissingInAPatternIsNamed() throws IOException {
        // Given
        Files.createFile(directory.resolve("x-00.tar"));

        // When / Then
        assertThat(run(
                        "run",
                        "flowers-quick",
                        "--data",
                        directory.resolve("x-{00..01}.tar").toString(),
                        "--home",
                        directory.toString()))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("x-01.tar' but there is no such file");
    }

    @Test
    void dataThatIsNoArchiveIsAnsweredWithTheFormats() throws IOException {
        Path text = Files.writeString(directory.resolve("flowers.txt"), "daisy");

        assertThat(run("run", "flowers-quick", "--data", text.toString(), "--home", directory.toString()))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains(".tgz .tar.gz .tar .zip");
    }

    @Test
    void aCommandThatNeedsAStackSaysHowToStartOne() {
        assertThat(run("list", "--home", directory.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("no stack runs in " + directory, "./fixres up", "--bootstrap");
    }

    @Test
    void aBrokerWithoutAStoreIsNoCluster() {
        assertThat(run("list", "--bootstrap", "localhost:9092")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("--bootstrap is given without --s3");
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        assertThat(run("list", "--frobnicate")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("--frobnicate");
    }

    @Test
    void builtInRecipesAreListed() {
        assertThat(run("recipes")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).contains("demo", "flowers-quick", "keras-fixres", "keras-vanilla-224");
    }
}

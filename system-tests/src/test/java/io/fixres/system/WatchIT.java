package io.fixres.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a user who watches sees: a broker that is killed, a cancelled experiment, a Ctrl-C, and a group that is asked for twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchIT {
    private Stack stack;
    private Path data;
    private Path home;

    @BeforeAll
    void start(@TempDir Path directory) {
        data = TinyFlowers.write(directory.resolve("data"), 80, 20);
        home = directory.resolve("home");
        stack = Stack.start(home);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    private FixresCommand.Started watch(Path directory, String experiment) {
        return FixresCommand.start(directory, "watch", experiment, "--json", "--home", home.toString());
    }

    @Test
    void aBrokerThatIsKilledIsWaitedForAndTheExperimentIsFollowedOn(@TempDir Path directory) throws IOException {
        // Given
        stack.experiments().request("watched", TestRecipe.of(12), data);
        stack.experiments().awaitCheckpoint("watched", 1);
        FixresCommand.Started watch = watch(directory, "watched");
        watch.awaitLine("phase initial");

        // When
        stack.kill("broker");
        watch.awaitLine("the broker does not answer; waiting for it");
        watch.awaitLine("broker and store answer again");
        int linesAtReturn = Files.readAllLines(watch.err()).size();
        FixresCommand ended = watch.end();

        // Then
        assertThat(ended.code()).as(String.join("\n", ended.err())).isZero();
        List<String> after = ended.err().subList(linesAtReturn, ended.err().size());
        assertThat(after).anyMatch(line -> line.contains("phase finetune done"));
        JsonNode report = Json.mapper().readTree(ended.out().get(ended.out().size() - 1));
        assertThat(report.path("status").asText()).isEqualTo("completed");
        assertThat(report.path("evaluations")).hasSize(3);
    }

    @Test
    void aCancelledExperimentEndsTheWatchWithThreeAndCtrlCWith130(@TempDir Path directory) throws Exception {
        // Given
        assertThat(interruptIsIgnored())
                .as(
                        "SIGINT is ignored by what is started in the background of a shell: run the tests in the foreground")
                .isFalse();
        stack.experiments().request("cancelled", TestRecipe.of(200), data);
        stack.experiments().awaitCheckpoint("cancelled", 1);
        FixresCommand.Started interrupted = watch(directory, "cancelled");
        FixresCommand.Started watch = watch(directory, "cancelled");
        interrupted.awaitLine("phase initial");
        watch.awaitLine("phase initial");

        // When
        new ProcessBuilder("kill", "-INT", String.valueOf(interrupted.process().pid()))
                .start()
                .waitFor();
        assertThat(interrupted.process().waitFor(30, SECONDS)).isTrue();
        FixresCommand cancel = FixresCommand.run(directory, "cancel", "cancelled", "--json", "--home", home.toString());
        FixresCommand ended = watch.end();

        // Then
        assertThat(interrupted.process().exitValue()).isEqualTo(130);
        assertThat(cancel.code()).isZero();
        assertThat(Json.mapper()
                        .readTree(cancel.out().get(0))
                        .at("/experiments/0/status")
                        .asText())
                .isEqualTo("cancelled");
        assertThat(ended.code()).isEqualTo(3);
    }

    /** Processes inherit it from this one; proc(5) gives the ignored signals as a mask, SIGINT being the second bit. */
    private static boolean interruptIsIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    @Test
    void aGroupAskedForTwiceIsTrainedOnceAndMoreSeedsAreAdded(@TempDir Path directory) throws IOException {
        // Given
        Path recipe = Files.writeString(
                directory.resolve("tiny.yaml"), io.fixres.contracts.recipe.RecipeReader.write(TestRecipe.of(1)));
        String[] line = {
            "run",
            recipe.toString(),
            "--data",
            data.toString(),
            "--id",
            "tiny",
            "--json",
            "--home",
            home.toString(),
            "--grid",
            "train=32,48",
            "--grid",
            "test=32..64/16",
            "--seeds"
        };

        // When
        FixresCommand first = FixresCommand.run(directory, with(line, "1"));
        var before = stack.experiments().state("tiny-r32-s3").orElseThrow();
        FixresCommand second = FixresCommand.run(directory, with(line, "2"));

        // Then
        assertThat(first.code()).as(String.join("\n", first.err())).isZero();
        assertThat(second.code()).as(String.join("\n", second.err())).isZero();
        assertThat(second.err()).contains("group tiny: 4 experiments, 2 asked for now, 2 there already");
        assertThat(stack.experiments().state("tiny-r32-s3").orElseThrow()).isEqualTo(before);
        JsonNode report = Json.mapper().readTree(second.out().get(second.out().size() - 1));
        assertThat(report.path("experiments")).hasSize(4);
        assertThat(report.path("rows")).hasSize(2 * 2 * 3).allSatisfy(row -> {
            assertThat(row.at("/statistics/n").asInt()).isEqualTo(2);
            assertThat(row.at("/statistics/interval/low").isNumber()).isTrue();
        });
        assertThat(report.at("/heat_maps/0/mean/1")).hasSize(3);
        assertThat(second.err()).anyMatch(text -> text.contains("paired by seed"));
    }

    private static String[] with(String[] line, String last) {
        String[] all = java.util.Arrays.copyOf(line, line.length + 1);
        all[line.length] = last;
        return all;
    }

    @Test
    void aStoreThatIsNotThereIsAFailure(@TempDir Path directory) {
        FixresCommand list = FixresCommand.run(
                directory,
                "list",
                "--bootstrap",
                "localhost:1",
                "--s3",
                "http://localhost:1",
                "--access-key",
                "a",
                "--secret-key",
                "b");

        assertThat(list.code()).isEqualTo(1);
        assertThat(list.err()).last().asString().startsWith("fixres: cannot list");
    }
}

package io.fixres.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.cli.States;
import io.fixres.cli.terminal.Terminal;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.ExperimentStarted;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.event.TrainingProgress;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.BuiltInRecipes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveDisplayTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private LiveDisplay display(int width, int height, Optional<String> group, List<String> experiments) {
        Terminal terminal = new Terminal(true, false, false, OptionalInt.empty(), width, height);
        return new LiveDisplay(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, group, experiments);
    }

    /** The lines that were drawn last. */
    private List<String> drawn() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.substring(text.lastIndexOf("\u001b[0J") + 4)
                .replaceAll("\u001b\\[[?0-9;]*[A-Za-z]", "")
                .lines()
                .toList();
    }

    private static void running(Progress progress) {
        progress.stored(new Progress.Snapshot(
                States.of(
                        "a",
                        ExperimentStatus.RUNNING,
                        new PhaseSummary("initial", 32, 16, 65, 400, 0, 0.25, 0.91, Optional.empty())),
                BuiltInRecipes.read("demo", Map.of()),
                4,
                9));
        progress.started(new ExperimentStarted("a", 1, "demo", "ds", "net", 1000, 1500, 0, "trainer-1"));
        progress.phase(new PhaseStarted("a", 1, "finetune", 1, 64, 0, 5, 47, 100));
        progress.training(new TrainingProgress("a", 1, "finetune", 2, 5, 100, 0, 47, 0.512, 0.834, 0.001, 1500, 0.1));
    }

    @Test
    void everyStageHasABar() {
        // Given
        LiveDisplay display = display(120, 24, Optional.empty(), List.of("a"));

        // When
        running(display.of("a"));
        display.tick();

        // Then: 2 of 5 epochs are done, so that 3 times 1500 pictures at 1500 images/s are left
        assertThat(drawn()).hasSize(5);
        assertThat(drawn().get(0)).startsWith("data      [===============] 100 %");
        assertThat(drawn().get(1))
                .contains("initial ", "100 %", "32 px", "16 epochs", "loss 0.250", "acc 91.0 %", "in 1:05");
        assertThat(drawn().get(2))
                .contains(
                        "finetune ",
                        " 40 %",
                        "64 px",
                        "epoch 3/5",
                        "loss 0.512",
                        "acc 83.4 %",
                        "1500 images/s",
                        "0:03 left");
        assertThat(drawn().get(3)).contains("control ", "  0 %", "32 px", "5 epochs");
        assertThat(drawn().get(4)).contains("scores ", " 44 %", "4/9");
    }

    @Test
    void aNarrowTerminalKeepsTimeLeftLossAndAccuracy() {
        LiveDisplay display = display(60, 24, Optional.empty(), List.of("a"));
        running(display.of("a"));
        display.tick();

        assertThat(drawn()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
        assertThat(drawn().get(2)).contains("loss 0.512", "acc 83.4 %", "0:03 left");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsSaidUntilItDoes() {
        LiveDisplay display = display(80, 24, Optional.empty(), List.of("a"));
        display.trouble("the broker does not answer; waiting for it");
        assertThat(drawn()).last().isEqualTo("the broker does not answer; waiting for it");

        display.calm();
        display.tick();
        assertThat(drawn()).noneMatch(line -> line.contains("broker"));
    }

    @Test
    void aGroupHasALineForEachExperiment() {
        // Given
        LiveDisplay display = display(120, 24, Optional.of("g"), List.of("g-s1", "g-s2", "g-s3"));

        // When
        running(display.of("g-s1"));
        display.of("g-s2").waiting("waiting for a trainer");
        display.of("g-s3").ended(new Outcome.Failed("out of memory"));
        display.tick();

        // Then: 16 of 26 epochs, and 2 of the next 5
        assertThat(drawn().get(0)).isEqualTo("g: 0 done, 1 running, 1 waiting, 1 failed or cancelled");
        assertThat(drawn().get(1)).startsWith("s1  [").contains(" 69 %", "finetune", "loss 0.512");
        assertThat(drawn().get(2)).startsWith("s2  [").contains("waiting for a trainer");
        assertThat(drawn().get(3)).startsWith("s3  [").contains("failed: out of memory");
    }

    @Test
    void aGroupThatIsHigherThanTheTerminalShowsWhatRuns() {
        // Given
        List<String> ids = IntStream.rangeClosed(1, 30).mapToObj(i -> "g-s" + i).toList();
        LiveDisplay display = display(80, 10, Optional.of("g"), ids);

        // When
        ids.forEach(id -> display.of(id).waiting("waiting for a trainer"));
        running(display.of("g-s30"));
        display.tick();

        // Then
        assertThat(drawn()).hasSize(1 + 7 + 1);
        assertThat(drawn()).anyMatch(line -> line.startsWith("s30"));
        assertThat(drawn()).last().isEqualTo("and 23 more");
    }

    @Test
    void theLastScoreIsShown() {
        LiveDisplay display = display(120, 24, Optional.empty(), List.of("a"));
        running(display.of("a"));
        display.of("a")
                .evaluated(new EvaluationCompleted(
                        "a",
                        1,
                        "initial",
                        0,
                        15,
                        "key",
                        64,
                        "center_crop",
                        "test",
                        1000,
                        743,
                        0.743,
                        0.7,
                        0.8,
                        0.9,
                        4,
                        "r",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        display.tick();

        assertThat(drawn().get(4)).contains("initial at 64 px, center_crop: 74.3 %");
    }
}

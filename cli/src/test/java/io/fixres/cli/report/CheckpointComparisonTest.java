package io.fixres.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.Predictions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointComparisonTest {
    private static final Results DEMO = new Results(List.of(
            Evaluations.of("initial", 0, 32, "squash", 50),
            Evaluations.of("initial", 1, 32, "squash", 55),
            Evaluations.of("initial", 1, 64, "center_crop", 60),
            Evaluations.of("finetune", 0, 64, "center_crop", 80),
            Evaluations.of("finetune", 0, 32, "squash", 40)));

    private static EvaluationResult predicting(int... predicted) {
        EvaluationResult any = Evaluations.of("initial", 0, 32, "squash", 1);
        Predictions predictions = new Predictions(
                List.of(0L, 1L, 2L, 3L, 4L, 5L),
                List.of(0, 0, 0, 1, 1, 2),
                Arrays.stream(predicted).boxed().toList(),
                List.of(1f, 1f, 1f, 1f, 1f, 1f),
                List.of(1f, 1f, 1f, 1f, 1f, 1f));
        return new EvaluationResult(
                any.experiment(),
                1,
                any.phase(),
                0,
                0,
                any.checkpoint(),
                any.sha256(),
                any.dataset(),
                32,
                "squash",
                "test",
                6,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of("a", "b", "c"),
                predictions);
    }

    @Test
    void everyImageIsCountedOnce() {
        // When: labels are 0 0 0 1 1 2
        CheckpointComparison comparison =
                CheckpointComparison.of(predicting(0, 0, 1, 1, 0, 0), predicting(0, 1, 0, 0, 0, 1));

        // Then: right are 0 1 3 and 0 2; both wrong are 4 (the same way) and 5 (another way)
        assertThat(comparison.bothRight()).isEqualTo(1);
        assertThat(comparison.onlyFirst()).isEqualTo(2);
        assertThat(comparison.onlySecond()).isEqualTo(1);
        assertThat(comparison.bothWrong()).isEqualTo(2);
        assertThat(comparison.changed()).isEqualTo(4);
        assertThat(comparison.p()).isCloseTo(1, within(1e-12));
    }

    @Test
    void phasesOfOneExperimentAreComparedUnderEveryConditionThatBothHave() {
        // When
        List<CheckpointComparison> comparisons = CheckpointComparison.of(
                Selector.read("demo/initial").withPhase().orElseThrow(), DEMO, Selector.read("demo"), DEMO);

        // Then: without a phase the last one counts
        assertThat(comparisons)
                .extracting(
                        c -> c.second().phase(), c -> c.second().resolution(), c -> c.onlyFirst(), c -> c.onlySecond())
                .containsExactly(tuple("finetune", 32, 15L, 0L), tuple("finetune", 64, 0L, 20L));
    }

    @Test
    void scoresUnderDifferentConditionsAreComparedWhenTheyAreNamed() {
        // When
        List<CheckpointComparison> comparisons = CheckpointComparison.of(
                Selector.read("demo/initial@32:squash").withPhase().orElseThrow(),
                DEMO,
                Selector.read("demo/finetune@64").withPhase().orElseThrow(),
                DEMO);

        // Then
        assertThat(comparisons).singleElement().satisfies(c -> {
            assertThat(c.first().epoch()).isEqualTo(1);
            assertThat(c.onlySecond()).isEqualTo(25);
            assertThat(c.p()).isCloseTo(2 * Math.pow(0.5, 25), within(1e-15));
        });
        assertThat(CheckpointComparison.lines(comparisons).get(1))
                .contains("initial epoch 2 at 32 px, squash", "finetune epoch 1 at 64 px", "the second is better");
    }

    @Test
    void whatHasNoConditionInCommonIsRefusedWithWhatThereIs() {
        assertThatThrownBy(() -> CheckpointComparison.of(Selector.read("demo@128"), DEMO, Selector.read("demo"), DEMO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no condition under which both were scored", "64:center_crop");
    }

    @Test
    void differentImagesAreNotCompared() {
        assertThatThrownBy(() -> CheckpointComparison.of(
                        predicting(0, 0, 0, 0, 0, 0), Evaluations.of("initial", 0, 32, "squash", 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different images");
    }
}

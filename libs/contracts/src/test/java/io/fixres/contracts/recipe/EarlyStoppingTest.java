package io.fixres.contracts.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.recipe.EarlyStopping.Monitor;
import io.fixres.contracts.recipe.EarlyStopping.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlyStoppingTest {
    /** Last epoch and best epoch of Keras 3.15.1's EarlyStopping, from 0, for the same scores. */
    @ParameterizedTest
    @CsvSource({
        "LOSS, 1 .9 .9 .8,                 0, 0,   2, 1",
        "LOSS, 1 .9 .95 .92 .89 .88,       1, 0,   2, 1",
        "LOSS, 1 .9 .95 .92 .89 .88,       2, 0,   3, 1",
        "LOSS, 1 .9 .95 .92 .89 .88,       3, 0,   5, 5",
        "LOSS, 1 .95 .91 .87 .83,          1, .06, 1, 0",
        "LOSS, 1 1.1 1.2,                  3, 0,   2, 0",
        "TOP1, .5 .6 .6 .7,                0, 0,   2, 1",
        "TOP1, .5 .6 .6 .7,                2, 0,   3, 3",
        "TOP1, .5 .52 .54 .57 .58 .59,     2, .05, 2, 0",
        "TOP1, .9 .1,                      0, 0,   1, 0",
        "TOP1, .9,                         0, 0,   0, 0",
    })
    void aPhaseEndsWhereKerasEndsIt(Monitor monitor, String scores, int patience, double delta, int last, int best) {
        // Given
        EarlyStopping rule = new EarlyStopping(monitor, patience, delta, null);
        List<Double> all = Arrays.stream(scores.split(" ")).map(Double::valueOf).toList();

        // When
        int epoch = 0;
        while (epoch < all.size() - 1 && !rule.judge(all.subList(0, epoch + 1)).stop()) {
            epoch++;
        }

        // Then
        Verdict verdict = rule.judge(all.subList(0, epoch + 1));
        assertThat(epoch).isEqualTo(last);
        assertThat(verdict.bestEpoch()).isEqualTo(best);
    }

    @Test
    void aLossThatIsNoNumberIsNoImprovement() {
        // When
        Verdict verdict = new EarlyStopping(Monitor.LOSS, 1, 0.0, null).judge(List.of(1.0, Double.NaN));

        // Then
        assertThat(verdict).isEqualTo(new Verdict(true, 0));
    }

    @Test
    void aPhaseWithoutScoresCannotStopEarly() {
        assertThatThrownBy(() -> demo("{}", "[{resolution: 64, transform: center_crop, phases: [finetune]}]"))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("phases.initial.early_stopping needs a score to look at");
    }

    @Test
    void everyEpochOfAPhaseThatMayStopHasTheScoresOfALastOne() {
        // When
        Recipe recipe = demo("{patience: 2}", "[{resolution: 32, transform: squash, epochs: last}]");

        // Then
        assertThat(recipe.evaluationsOf("initial", false)).hasSize(1);
        assertThat(recipe.evaluationsOf("finetune", false)).isEmpty();
        assertThat(recipe.monitored("initial").transform()).isEqualTo("squash");
    }

    @Test
    void aRuleSurvivesWritingAndReading() {
        // Given
        Recipe recipe = demo(
                "{monitor: top1, patience: 3, min_delta: 0.01, restore_best: true}",
                "[{resolution: 32, transform: squash}]");

        // When
        Recipe read = RecipeReader.read(RecipeReader.write(recipe), Map.of());

        // Then
        assertThat(read.phases().get(0).earlyStopping()).contains(new EarlyStopping(Monitor.TOP1, 3, 0.01, true));
    }

    @Test
    void checkpointsInEveryOtherEpochCannotBeJudged() {
        assertThatThrownBy(() -> BuiltInRecipes.read(
                        "demo",
                        Map.of(
                                "phases.initial.early_stopping", RecipeReader.value("{}"),
                                "phases.initial.checkpoint_every", RecipeReader.value("2"))))
                .hasMessageContaining("leave checkpoint_every at 1");
    }

    private static Recipe demo(String rule, String evaluations) {
        return BuiltInRecipes.read(
                "demo",
                Map.of(
                        "phases.initial.early_stopping", RecipeReader.value(rule),
                        "phases.initial.checkpoint_every", RecipeReader.value("1"),
                        "evaluations", RecipeReader.value(evaluations)));
    }
}

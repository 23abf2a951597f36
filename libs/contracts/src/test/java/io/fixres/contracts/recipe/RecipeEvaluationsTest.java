package io.fixres.contracts.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.transform.TransformSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeEvaluationsTest {
    private static Recipe demo(String evaluations) {
        return BuiltInRecipes.read("demo", Map.of("evaluations", RecipeReader.value(evaluations)));
    }

    private static List<String> scores(Recipe recipe, String phase, boolean last) {
        return recipe.evaluationsOf(phase, last).stream()
                .filter(request -> request.method() == AdaptationMethod.NONE)
                .map(request -> request.resolution() + " " + request.transform())
                .toList();
    }

    @Test
    void listsStandForEveryPair() {
        // When
        Recipe recipe = demo("[{resolutions: [32, 64], transforms: [squash, center_crop], phases: [initial]}]");

        // Then
        assertThat(scores(recipe, "initial", false))
                .containsExactly("32 squash", "32 center_crop", "64 squash", "64 center_crop");
        assertThat(scores(recipe, "finetune", true)).isEmpty();
    }

    @Test
    void resolutionsCanBeARange() {
        assertThat(scores(demo("[{resolutions: 32..96/32, transform: squash}]"), "initial", true))
                .containsExactly("32 squash", "64 squash", "96 squash");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{resolution: 32, resolutions: [32], transform: squash}] | evaluations[0]: has both resolution and"
                        + " resolutions",
                "[{resolutions: [], transform: squash}] | evaluations[0].resolutions: expected a list with at least one",
                "[{resolutions: 64..32/8, transform: squash}] | evaluations[0].resolutions: '64..32/8' is no resolution",
                "[{transforms: [squash]}] | evaluations[0]: resolution is missing: give it, or resolutions",
                "[{resolutions: [32, 4], transform: squash}] | resolution is 4 but must be 8 to 1024",
                "[{resolution: 32, transform: [squash: {size: 32}], adaptation: parametric}] | must be the name of a"
                        + " pipeline",
            })
    void aWrongListIsRefusedWithItsPathAndTheRule(String evaluations, String message) {
        assertThatThrownBy(() -> demo(evaluations))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void theStandardBaselinesScoreEveryPhaseAtEveryResolutionCroppedAndSquashed() {
        // When
        Recipe recipe = BuiltInRecipes.read("demo", Map.of("baselines", RecipeReader.value("standard")))
                .resolved();

        // Then
        for (String phase : List.of("initial", "finetune", "control")) {
            assertThat(scores(recipe, phase, true))
                    .containsExactlyInAnyOrder("32 squash", "32 center_crop", "64 squash", "64 center_crop");
        }
        assertThat(scores(recipe, "initial", false)).containsExactly("32 squash");
    }

    @Test
    void baselinesUseTheRecipesOwnCropAndSquash() {
        // When
        Recipe recipe = BuiltInRecipes.read("keras-fixres", Map.of()).resolved();

        // Then
        assertThat(recipe.evaluations().stream()
                        .map(EvaluationSpec::transform)
                        .map(TransformSpec::name)
                        .distinct())
                .containsExactlyInAnyOrder("squash_tf", "keras_fixres_test");
        assertThat(scores(recipe, "finetune", true)).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("io.fixres.contracts.recipe.BuiltInRecipes#names")
    void aResolvedRecipeIsStoredAndReadAndStaysAsItIs(String name) {
        // Given
        Recipe recipe = BuiltInRecipes.read(name, Map.of());
        Recipe resolved = recipe.resolved();

        // When
        Recipe again = RecipeReader.read(RecipeReader.write(resolved), Map.of());

        // Then
        assertThat(again).isEqualTo(resolved);
        assertThat(again.resolved()).isEqualTo(resolved);
        assertThat(resolved.selection()).isEqualTo(recipe.selection());
    }

    @Test
    void baselinesCanBeLeftOut() {
        // Given
        Recipe recipe = BuiltInRecipes.read("demo", Map.of("baselines", RecipeReader.value("none")));

        // When / Then
        assertThat(recipe.resolved()).isEqualTo(recipe);
    }

    @Test
    void aRecipeThatWasStoredBeforeThereWereBaselinesIsReadAsItIs() {
        // Given
        String stored = RecipeReader.write(BuiltInRecipes.read("demo", Map.of()))
                .replaceAll("(?m)^baselines:.*\\n", "")
                .replaceAll("(?m)^ +(adaptation|baseline):.*\\n", "");

        // When
        Recipe recipe = RecipeReader.read(stored, Map.of());

        // Then
        assertThat(stored).doesNotContain("baseline", "adaptation");
        assertThat(recipe.evaluations()).hasSize(5);
    }

    @Test
    void anAdaptationRefersToTheResolutionThatTrainedTheNetwork() {
        // Given
        Recipe recipe = demo("[{resolution: 64, transform: center_crop, adaptation: parametric}]");

        // When
        EvaluationRequest request = recipe.evaluationsOf("finetune", true).get(0);

        // Then
        assertThat(request.method()).isEqualTo(AdaptationMethod.PARAMETRIC);
        assertThat(request.adaptation().orElseThrow().resolution()).isEqualTo(32);
        assertThat(request.adaptation().orElseThrow().steps())
                .isEqualTo(new TransformSpec.Named("center_crop").steps(32));
        assertThat(request.training().orElseThrow().phase()).isEqualTo("initial");
        assertThat(recipe.selection()).isEmpty();
    }
}

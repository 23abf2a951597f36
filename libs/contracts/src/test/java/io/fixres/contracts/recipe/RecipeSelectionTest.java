package io.fixres.contracts.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeSelectionTest {
    @ParameterizedTest
    @CsvSource({
        "demo, 64, center_crop",
        "flowers-quick, 112, keras_fixres_test",
        "keras-fixres, 224, keras_fixres_test",
    })
    void theEvaluationAtTheGreatestResolutionSelects(String name, int resolution, String transform) {
        // When
        EvaluationSpec selection =
                BuiltInRecipes.read(name, Map.of()).selection().orElseThrow();

        // Then
        assertThat(selection.resolution()).isEqualTo(resolution);
        assertThat(selection.transform().name()).isEqualTo(transform);
    }

    @Test
    void ofSeveralAtThatResolutionTheLastListedSelects() {
        // Given
        Recipe recipe = BuiltInRecipes.read(
                "demo",
                Map.of(
                        "evaluations",
                        RecipeReader.value(
                                "[{resolution: 64, transform: squash}, {resolution: 64, transform: center_crop},"
                                        + " {resolution: 32, transform: squash}]")));

        // When / Then
        assertThat(recipe.selection().orElseThrow().transform().name()).isEqualTo("center_crop");
    }

    @Test
    void withoutEvaluationsNothingSelects() {
        assertThat(BuiltInRecipes.read("demo", Map.of("evaluations", RecipeReader.value("[]")))
                        .selection())
                .isEmpty();
    }
}

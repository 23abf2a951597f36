package io.fixres.contracts.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.MalformedDocumentException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeReaderTest {
    @ParameterizedTest
    @MethodSource("io.fixres.contracts.recipe.BuiltInRecipes#names")
    void aBuiltInRecipeSurvivesBeingWrittenWithAllDefaults(String name) {
        // Given
        Recipe recipe = BuiltInRecipes.read(name, Map.of());

        // When
        Recipe again = RecipeReader.read(RecipeReader.write(recipe), Map.of());

        // Then
        assertThat(again).isEqualTo(recipe);
        assertThat(RecipeReader.write(recipe)).contains("trainable: \"all\"");
    }

    @Test
    void anOverrideReachesAPhaseByName() {
        // When
        Recipe recipe = BuiltInRecipes.read("demo", Map.of("phases.initial.epochs", RecipeReader.value("2")));

        // Then
        assertThat(recipe.phases().get(0).epochs()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phases.initial.epohcs | 2 | phases.initial.epohcs: unknown key; did you mean 'epochs'?",
                "phases.initial.epochs | many | phases.initial.epochs: \"many\" is not a whole number",
                "phases.initail.epochs | 2 | there is no 'initail'; did you mean 'initial'?",
                "phases.initial.epochs | 0 | epochs is 0 but must be 1 to 100000",
                "phases.initial.optimizer.name | adan | phases.initial.optimizer.name: unknown value \"adan\"; did you"
                        + " mean 'adam'?",
                "phases.initial.transform | hflp | phases.initial.transform: unknown transform 'hflp'",
                "phases.initial.transform | [hflp] | unknown transform step 'hflp'; did you mean 'hflip'?",
                "data.split | half | split is 'half' but must be 'tfds: 90%', 'fraction: 0.1' or 'folders'",
                "phases.finetune.mixup | 0.2 | phases.finetune: mixup is 0.2 but trainable is post_bn+head: the features of"
                        + " frozen layers are computed from whole images",
                "phases.initial.cutmix | 0 | cutmix is 0.0 but must be above 0",
                "phases.initial.transform | [trivial_augment: {interpolation: area}] | trivial_augment.interpolation is"
                        + " area but must be nearest or bilinear",
                "phases.initial.transform | [random_erasing: {fill: gray}] | random_erasing.fill: unknown value",
                "network.width | 2.5 | network.width: 2.5 is not a whole number",
            })
    void aWrongValueIsRefusedWithItsPathAndTheRule(String path, String value, String message) {
        // Given
        Map<String, JsonNode> overrides = Map.of(path, RecipeReader.value(value));

        // When / Then
        assertThatThrownBy(() -> BuiltInRecipes.read("demo", overrides))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining(message.strip());
    }
}

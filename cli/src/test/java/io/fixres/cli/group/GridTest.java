package io.fixres.cli.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.cli.UsageException;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.recipe.BuiltInRecipes;
import io.fixres.contracts.recipe.EvaluationSpec;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.transform.TransformStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GridTest {
    private static final Recipe DEMO = BuiltInRecipes.read("demo", Map.of());

    private static Recipe demo(Grid grid, int train) {
        return BuiltInRecipes.read("demo", grid.overrides(DEMO, train));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "64,96,128; 64 96 128",
                "64..224/32; 64 96 128 160 192 224",
                "64..100/32; 64 96",
                "96,32..64/32; 32 64 96"
            })
    void listsAndRangesAreRead(String text, String expected) {
        assertThat(Grid.parse(Map.of("train", text)).train())
                .extracting(String::valueOf)
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "64,", "many", "64..224", "224..64/32", "64..96/0", "-64"})
    void whatIsNoListIsRefusedWithTheFormsOfOne(String text) {
        assertThatThrownBy(() -> Grid.parse(Map.of("test", text)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--grid test is '" + text + "'")
                .hasMessageContaining("64..224/32");
    }

    @Test
    void aResolutionThatNoRecipeMayHaveIsRefused() {
        assertThatThrownBy(() -> demo(Grid.parse(Map.of("test", "4,64")), 32))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("resolution is 4 but must be 8 to 1024");
    }

    @Test
    void anUnknownAxisIsRefused() {
        assertThatThrownBy(() -> Grid.parse(Map.of("depth", "18,50")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'depth'", "train and test");
    }

    @Test
    void phasesAtTheFirstPhasesResolutionMoveAndOthersStay() {
        // When
        Recipe moved = demo(new Grid(List.of(48), List.of()), 48);

        // Then
        assertThat(moved.phases()).extracting(PhaseSpec::resolution).containsExactly(48, 64, 48);
        assertThat(moved.evaluations()).isEqualTo(DEMO.evaluations());
    }

    @Test
    void sizesInAListOfStepsMoveInProportion() {
        Recipe moved = demo(new Grid(List.of(48), List.of()), 48);

        assertThat(moved.phases().get(0).transform().steps(48))
                .filteredOn(TransformStep.RandomResizedCrop.class::isInstance)
                .extracting("size")
                .containsExactly(48);
    }

    @Test
    void theOwnResolutionChangesNothing() {
        assertThat(new Grid(List.of(32), List.of()).overrides(DEMO, 32)).isEmpty();
    }

    @Test
    void oneTrainingIsScoredAtEveryTestResolution() {
        // When
        Recipe scored = demo(new Grid(List.of(), List.of(32, 64, 96)), 32);

        // Then
        assertThat(scored.evaluations()).extracting(EvaluationSpec::resolution).containsExactly(32, 64, 96);
        assertThat(scored.evaluationsOf("initial", true)).hasSize(3).allSatisfy(e -> assertThat(e.transform())
                .isEqualTo("center_crop"));
        assertThat(scored.evaluationsOf("finetune", true)).hasSize(3);
        assertThat(scored.evaluationsOf("initial", false)).isEmpty();
    }
}

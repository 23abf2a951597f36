package io.fixres.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.recipe.BuiltInRecipes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoTableTest {
    @Test
    void everyRowIsPrintedEvenWhenTheControlWins() {
        // Given
        Results results = new Results(List.of(
                Evaluations.of("initial", 15, 32, "squash", 70),
                Evaluations.of("initial", 15, 32, "center_crop", 85),
                Evaluations.of("initial", 15, 64, "center_crop", 40),
                Evaluations.of("finetune", 4, 64, "center_crop", 80),
                Evaluations.of("control", 4, 32, "center_crop", 95)));

        // When
        List<String> lines = new DemoTable(BuiltInRecipes.read("demo", Map.of()), results).lines();

        // Then
        assertThat(lines).anyMatch(l -> l.startsWith("trained at 32, squashed") && l.contains("70.0"));
        assertThat(lines).anyMatch(l -> l.startsWith("trained at 32, matched crop") && l.contains("85.0"));
        assertThat(lines).anyMatch(l -> l.startsWith("trained at 32, un-tuned at 64") && l.contains("40.0"));
        assertThat(lines).anyMatch(l -> l.startsWith("fine-tuned at 64") && l.contains("80.0"));
        assertThat(lines).anyMatch(l -> l.startsWith("control tuned at 32") && l.contains("95.0"));
        assertThat(lines).anyMatch(l -> l.contains("fine-tuned at 64 is better"));
        assertThat(lines).anyMatch(l -> l.contains("control tuned at 32 is better"));
    }
}

package io.fixres.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Promises 1 and 2: whatever is killed, every sample counts once and the weights come out bit-equal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledProcessesIT {
    private static final int EPOCHS = 6;

    private Stack stack;
    private Path data;
    private String undisturbed;

    @BeforeAll
    void startAndTrainUndisturbed(@TempDir Path directory) {
        data = TinyFlowers.write(directory.resolve("data"), 80, 20);
        stack = Stack.start(directory.resolve("home"), "--augmenters", "2");
        stack.experiments().request("undisturbed", TestRecipe.of(EPOCHS), data);
        stack.experiments().awaitEnd("undisturbed");
        undisturbed = stack.experiments().finalWeights("undisturbed");
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void aTrainerKilledTwiceEndsWithTheSameWeights() {
        // Given
        stack.experiments().request("killed-trainer", TestRecipe.of(EPOCHS), data);
        stack.experiments().awaitCheckpoint("killed-trainer", 1);

        // When
        stack.kill("trainer-1");
        stack.experiments().awaitCheckpoint("killed-trainer", 3);
        stack.kill("trainer-1");
        stack.experiments().awaitEnd("killed-trainer");

        // Then
        assertThat(stack.experiments().finalWeights("killed-trainer")).isEqualTo(undisturbed);
        assertThat(stack.experiments().state("killed-trainer").orElseThrow().attempt())
                .isGreaterThan(1);
    }

    @Test
    void anAugmenterKilledInMidEpochChangesNothing() {
        // Given
        stack.experiments().request("killed-augmenter", TestRecipe.of(EPOCHS), data);
        stack.experiments().awaitCheckpoint("killed-augmenter", 1);

        // When
        stack.kill("augment-1");
        stack.experiments().awaitEnd("killed-augmenter");

        // Then
        assertThat(stack.experiments().finalWeights("killed-augmenter")).isEqualTo(undisturbed);
    }

    @Test
    void aKilledEvaluatorScoresWhatItMissed() {
        // Given
        stack.experiments().request("killed-evaluator", TestRecipe.of(2), data);

        // When
        stack.experiments().awaitCheckpoint("killed-evaluator", 2);
        stack.kill("eval");
        stack.experiments().awaitEnd("killed-evaluator");

        // Then
        stack.experiments().awaitEvaluations("killed-evaluator", 3);
    }
}

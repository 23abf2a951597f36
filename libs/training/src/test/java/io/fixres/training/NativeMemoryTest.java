package io.fixres.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Native memory does not grow with steps nor with phases. Not run where the system has no /proc. */
class NativeMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int WARM_UP = 60;

    /** A batch of 8 at 32 px keeps about 4 MB of activations: a leak of one tensor of them a step would show. */
    private static final long TOLERANCE_KIB = 40 << 10;

    private static long residentKib() throws IOException {
        assumeTrue(Files.isReadable(STATUS), "there is no " + STATUS);
        System.gc();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void threeHundredStepsLeaveNothingBehind() throws IOException {
        // Given
        try (NetworkTrainer trainer =
                NetworkTrainer.create(SmallRuns.network("preact_resnet18"), 3, 1, SmallRuns.CPU)) {
            trainer.beginPhase(SmallRuns.phase(0), 0, 400);
            steps(trainer, WARM_UP, 32);
            long before = residentKib();

            // When
            steps(trainer, 300, 32);

            // Then
            assertThat(residentKib() - before).isLessThan(TOLERANCE_KIB);
        }
    }

    @Test
    void sixPhasesLeaveNothingBehind() throws IOException {
        // Given
        Recipe recipe = SmallRuns.recipe(
                "preact_resnet18",
                Map.of(
                        "network.width", RecipeReader.value("64"),
                        "phases.initial.weight_average", RecipeReader.value("0.9")));
        try (NetworkTrainer trainer = NetworkTrainer.create(recipe.network(), 3, 1, SmallRuns.CPU)) {
            phases(trainer, recipe, 4);
            long before = residentKib();

            // When: the optimizer and averages of every other phase take some 130 MB
            phases(trainer, recipe, 6);

            // Then
            assertThat(residentKib() - before).isLessThan(5 * TOLERANCE_KIB);
        }
    }

    private static void phases(NetworkTrainer trainer, Recipe recipe, int count) {
        for (int i = 0; i < count; i++) {
            trainer.beginPhase(recipe.phases().get(i % 2), i % 2, 10);
            steps(trainer, 2, i % 2 == 0 ? 32 : 48);
        }
    }

    private static void steps(NetworkTrainer trainer, int count, int size) {
        for (int i = 0; i < count; i++) {
            trainer.step(SmallRuns.batch(i, 8, size));
        }
    }
}

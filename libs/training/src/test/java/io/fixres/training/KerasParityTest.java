package io.fixres.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.recipe.NetworkSpec;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.training.evaluation.CheckpointEvaluator;
import io.fixres.training.network.Networks;
import io.fixres.training.network.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The network against Keras 3.15.1 on TensorFlow 2.18.1: same weights, same pictures, same numbers.
 *
 * <p>How close two right implementations come was measured by rounding differently on purpose (memory layout, one or two
 * threads, scaling by a product or a quotient). Gradients of single variables then differ among themselves and from Keras
 * by up to 5e-3 in the first blocks, where rounding flips ReLUs, and the same network in float64 differs from Keras by
 * 1.7e-3: below that, only Keras' own rounding would be tested. Losses of the second and third step of training spread
 * over 1.695 to 1.725 and 1.50 to 1.70, since Adam turns the sign of near-zero gradients into whole steps.
 */
class KerasParityTest {
    private static final KerasFixture FIXTURE = KerasFixture.read();
    private static final NetworkSpec NETWORK = SmallRuns.recipe(
                    "keras_resnet50v2", Map.of("network.width", RecipeReader.value("64")))
            .network();
    private static final double RATE = 1e-3;

    @TempDir
    private Path directory;

    @Test
    void variablesAreThoseOfKerasInItsOrder() {
        // When
        Map<String, long[]> variables = new LinkedHashMap<>();
        Networks.build(NETWORK, FIXTURE.classes()).variables().forEach(v -> variables.put(v.name(), v.storedShape()));

        // Then
        assertThat(List.copyOf(variables.keySet()))
                .isEqualTo(List.copyOf(FIXTURE.variables().keySet()));
        FIXTURE.variables()
                .forEach((name, shape) ->
                        assertThat(variables.get(name)).as(name).isEqualTo(shape));
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 224})
    void logitsAgreeWithin1e5(int size) {
        // Given
        Path file = directory.resolve("model.safetensors");
        FIXTURE.writeWeights(file, Map.of("network", Json.text(NETWORK), "classes", String.valueOf(FIXTURE.classes())));
        JsonNode expected =
                FIXTURE.json().path("inference").path(String.valueOf(size)).path("logits");

        // When
        float[] logits;
        try (CheckpointEvaluator evaluator = CheckpointEvaluator.load(file, SmallRuns.CPU)) {
            logits = evaluator.logits(FIXTURE.batch("inference" + size, 2, size));
        }

        // Then
        for (int i = 0; i < logits.length; i++) {
            double keras = expected.get(i / FIXTURE.classes())
                    .get(i % FIXTURE.classes())
                    .asDouble();
            assertThat((double) logits[i]).as("logit %d", i).isCloseTo(keras, within(1e-5));
        }
    }

    @Test
    void everyGradientOfTheFirstStepAgrees() {
        // Given
        JsonNode expected = FIXTURE.json().path("train").get(0).path("gradients");

        // When
        Map<String, Double> norms = gradientNorms(phase("initial", RATE), FIXTURE.batch("train0", 8, 64));

        // Then
        assertThat(norms).hasSize(expected.size());
        List<Double> differences = new ArrayList<>();
        SoftAssertions.assertSoftly(softly -> norms.forEach((name, norm) -> {
            double keras = expected.path(name).path("l2").asDouble();
            if (keras < 1e-4) { // mathematically zero: biases that feed a batch norm
                softly.assertThat(norm).as(name).isCloseTo(keras, within(1e-4));
                return;
            }
            differences.add(Math.abs(norm - keras) / keras);
            softly.assertThat(norm).as(name).isCloseTo(keras, within(gradientTolerance(name) * keras));
        }));
        assertThat(differences.stream().sorted().skip(differences.size() / 2).findFirst())
                .as("median relative difference of the norms")
                .hasValueSatisfying(median -> assertThat(median).isLessThan(1e-3));
    }

    /**
     * Towards the stem float32 rounding grows: PyTorch 2.7.1 itself differs from Keras by up to 3.8e-3 in 19 of 154 norms
     * (the same ones as here), and Keras' by 1.3e-3 from a float64 computation. The median is held to 1e-3.
     */
    private static double gradientTolerance(String variable) {
        if (variable.startsWith("head/") || variable.startsWith("post_bn/")) {
            return 1e-3;
        }
        return variable.startsWith("conv5_") ? 2e-3 : 1e-2;
    }

    @Test
    void gradientsOfFineTuningAgree() {
        // Given
        JsonNode expected = FIXTURE.json().path("finetune").get(0).path("gradients");

        // When
        Map<String, Double> norms = gradientNorms(phase("finetune", 1e-4), FIXTURE.batch("finetune0", 8, 128));

        // Then
        assertThat(norms.keySet())
                .isEqualTo(Json.mapper().convertValue(expected, Map.class).keySet());
        norms.forEach((name, norm) -> {
            double keras = expected.path(name).path("l2").asDouble();
            assertThat(norm).as(name).isCloseTo(keras, within(1e-3 * keras));
        });
    }

    @Test
    void threeStepsOfTrainingFollowKeras() {
        try (NetworkTrainer trainer = trainer(phase("initial", RATE))) {
            for (int step = 0; step < 3; step++) {
                JsonNode expected = FIXTURE.json().path("train").get(step);

                // When
                double loss = trainOn(trainer, FIXTURE.batch("train" + step, 8, 64));

                // Then: an element moves by at most the rate in a step of Adam, in either direction
                double lossTolerance = List.of(1e-5, 5e-2, 2e-1).get(step);
                double variableTolerance = step == 0 ? 1e-4 : 2 * RATE * step;
                assertThat(loss)
                        .as("loss of step %d", step)
                        .isCloseTo(expected.path("loss").asDouble(), within(lossTolerance));
                assertWatched(trainer, expected.path("after"), variableTolerance, "step " + step);
            }
        }
    }

    @Test
    void threeStepsOfFineTuningAgreeWithMovingStatistics() {
        try (NetworkTrainer trainer = trainer(phase("finetune", 1e-4))) {
            assertThat(trainer.trainableParameterCount()).isEqualTo(2 * 2048 + 2049L * FIXTURE.classes());
            for (int step = 0; step < 3; step++) {
                JsonNode expected = FIXTURE.json().path("finetune").get(step);

                // When
                double loss = trainOn(trainer, FIXTURE.batch("finetune" + step, 8, 128));

                // Then
                assertThat(loss)
                        .as("loss of step %d", step)
                        .isCloseTo(expected.path("loss").asDouble(), within(1e-4));
                assertWatched(trainer, expected.path("after"), 1e-4, "step " + step);
            }
        }
    }

    private static PhaseSpec phase(String name, double rate) {
        return SmallRuns.recipe(
                        "keras_resnet50v2",
                        Map.of(
                                "phases." + name + ".optimizer.learning_rate",
                                RecipeReader.value(String.valueOf(rate)),
                                "phases.initial.resolution",
                                RecipeReader.value("64"),
                                "phases.finetune.resolution",
                                RecipeReader.value("128"),
                                "phases.initial.schedule.name",
                                RecipeReader.value("constant")))
                .phases()
                .stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private NetworkTrainer trainer(PhaseSpec phase) {
        Path file = directory.resolve("start.safetensors");
        FIXTURE.writeWeights(file, Map.of());
        NetworkTrainer trainer = NetworkTrainer.create(NETWORK, FIXTURE.classes(), 1, SmallRuns.CPU);
        trainer.loadWeights(file);
        trainer.beginPhase(phase, 0, 3);
        return trainer;
    }

    private Map<String, Double> gradientNorms(PhaseSpec phase, ImageBatch batch) {
        Map<String, Double> norms = new LinkedHashMap<>();
        try (NetworkTrainer trainer = trainer(phase);
                NDManager step = NDManager.newBaseManager()) {
            List<NDArray> gradients = trainer.gradients(batch, SmallRuns.unstored(batch), step);
            List<Variable> parameters = trainer.plan().trainedParameters();
            for (int i = 0; i < gradients.size(); i++) {
                norms.put(
                        parameters.get(i).name(),
                        Digest.of(gradients.get(i).toFloatArray()).l2());
            }
        }
        return norms;
    }

    /** The loss of one step. */
    private static double trainOn(NetworkTrainer trainer, ImageBatch batch) {
        trainer.beginEpoch();
        trainer.step(batch);
        return trainer.epochMetrics().loss();
    }

    private void assertWatched(NetworkTrainer trainer, JsonNode expected, double tolerance, String step) {
        Path file = directory.resolve("after.safetensors");
        trainer.saveWeights(file, Map.of());
        SoftAssertions.assertSoftly(softly -> expected.properties().forEach(entry -> softly.assertThat(
                        Digest.of(file, entry.getKey()).difference(Digest.of(entry.getValue())))
                .as("%s after %s", entry.getKey(), step)
                .isLessThan(tolerance)));
    }
}

package io.fixres.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.recipe.OptimizerSpec;
import io.fixres.training.DeviceChoice;
import io.fixres.training.DeviceSettings;
import io.fixres.training.torch.TorchDevice;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Parameters after steps 1, 2 and 12 against those of PyTorch 2.7.1 and Keras 3.15.1, which {@code
 * src/test/python/make_optimizers.py} wrote; start values and gradients are a formula. Keras takes the powers of its betas in float32, hence a tolerance above one rounding.
 */
class OptimizerTest {
    private static final double RATE = 0.05;
    private static final Set<Long> SHOWN = Set.of(1L, 2L, 12L);
    private static final List<Shape> SHAPES = List.of(new Shape(2, 3), new Shape(3), new Shape(2));
    private static final int HEAD = 0;
    private static final int BIAS = 2;

    private final TorchDevice device = TorchDevice.of(new DeviceSettings(DeviceChoice.CPU, 0));
    private final NDManager manager = device.newManager();
    private final List<NDArray> parameters = new ArrayList<>();

    OptimizerTest() {
        for (int p = 0; p < SHAPES.size(); p++) {
            float[] values = new float[(int) SHAPES.get(p).size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) Math.sin(1.7 * p + 0.9 * i + 0.3);
            }
            parameters.add(manager.create(values, SHAPES.get(p)));
        }
    }

    @AfterEach
    void free() {
        manager.close();
    }

    private static List<NDArray> gradients(long step, NDManager owner) {
        List<NDArray> gradients = new ArrayList<>();
        for (int p = 0; p < SHAPES.size(); p++) {
            float[] values = new float[(int) SHAPES.get(p).size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.8 * Math.cos(0.31 * step * (i + 1) + p) + 0.1 * i);
            }
            gradients.add(owner.create(values, SHAPES.get(p)));
        }
        return gradients;
    }

    private static JsonNode expected(String run) {
        try (InputStream json = OptimizerTest.class.getResourceAsStream("/io/fixres/training/optimizers.json")) {
            return Json.mapper().readTree(json).path("after").path(run);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static OptimizerSpec spec(String settings) {
        try {
            return Json.mapper().readValue("{\"learning_rate\": 0.05, " + settings + "}", OptimizerSpec.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertParameters(List<NDArray> actual, JsonNode expected, String when) {
        assertThat(expected.isMissingNode()).as(when).isFalse();
        for (int p = 0; p < actual.size(); p++) {
            float[] values = actual.get(p).toFloatArray();
            for (int i = 0; i < values.length; i++) {
                assertThat((double) values[i])
                        .as("parameter %d[%d] after %s", p, i, when)
                        .isCloseTo(expected.path(p).path(i).asDouble(), within(5e-6));
            }
        }
    }

    /** Settings by the name of the run in the fixture. */
    static Stream<Arguments> runs() {
        String pytorch = "\"name\": \"adam\", \"epsilon_convention\": \"pytorch\"";
        String decoupled = "\"name\": \"adamw\", \"epsilon_convention\": \"pytorch\", \"weight_decay\": 0.1";
        return Stream.of(
                arguments("sgd", "\"name\": \"sgd\""),
                arguments("sgd_momentum_decay", "\"name\": \"sgd\", \"momentum\": 0.9, \"weight_decay\": 0.1"),
                arguments("sgd_nesterov", "\"name\": \"sgd\", \"momentum\": 0.9, \"nesterov\": true"),
                arguments("sgd_head_10x", "\"name\": \"sgd\", \"momentum\": 0.9, \"head_learning_rate_factor\": 10"),
                arguments(
                        "sgd_no_decay_on_biases",
                        "\"name\": \"sgd\", \"weight_decay\": 0.1, \"decay_norms_and_biases\": false"),
                arguments("adam_pytorch", pytorch),
                arguments("adam_pytorch_decay", pytorch + ", \"weight_decay\": 0.1"),
                arguments("adam_pytorch_clipped", pytorch + ", \"clip_norm\": 0.5"),
                arguments("adamw_pytorch", decoupled),
                arguments(
                        "adamw_head_10x_no_decay_on_biases",
                        decoupled + ", \"head_learning_rate_factor\": 10, \"decay_norms_and_biases\": false"),
                arguments("adam_keras", "\"name\": \"adam\""),
                arguments("adamw_keras", "\"name\": \"adamw\", \"weight_decay\": 0.1"));
    }

    static Stream<Arguments> runsOfAdam() {
        return runs().filter(run -> ((String) run.get()[0]).startsWith("adam"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void stepsAreThoseOfPyTorchAndKeras(String run, String settings) {
        assertSteps(run, settings, false);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runsOfAdam")
    void stepsOfTheFusedKernelAreThoseOfPyTorchAndKeras(String run, String settings) {
        assertSteps(run, settings, true);
    }

    private void assertSteps(String run, String settings, boolean fused) {
        // Given
        OptimizerSpec spec = spec(settings);
        List<ParameterGroup> groups = new ArrayList<>();
        for (int p = 0; p < SHAPES.size(); p++) {
            groups.add(new ParameterGroup(
                    p == HEAD ? spec.headLearningRateFactor() : 1, spec.decayNormsAndBiases() || p != BIAS));
        }
        try (Optimizer optimizer = new Optimizer(spec, parameters, groups, device, fused)) {
            for (long step = 1; step <= 12; step++) {
                // When
                try (NDManager own = device.newManager()) {
                    optimizer.step(gradients(step, own), RATE, own);
                }

                // Then
                if (SHOWN.contains(step)) {
                    assertParameters(parameters, expected(run).path(String.valueOf(step)), run + " step " + step);
                }
            }
        }
    }

    @Test
    void theAverageIsPyTorchs() {
        // Given
        List<ParameterGroup> groups =
                SHAPES.stream().map(s -> new ParameterGroup(1, true)).toList();
        try (Optimizer optimizer = new Optimizer(spec("\"name\": \"sgd\""), parameters, groups, device);
                WeightAverage average = new WeightAverage(0.9, parameters, device)) {
            for (long step = 1; step <= 12; step++) {
                // When
                try (NDManager own = device.newManager()) {
                    optimizer.step(gradients(step, own), RATE, own);
                }
                average.update(step);

                // Then
                if (SHOWN.contains(step)) {
                    assertParameters(
                            average.averages(), expected("average").path(String.valueOf(step)), "average " + step);
                }
            }
        }
    }

    @Test
    void aStepTellsTheSquaredNormsAndLeavesGradientsAtZero() {
        // Given
        List<ParameterGroup> groups =
                SHAPES.stream().map(s -> new ParameterGroup(1, true)).toList();
        try (Optimizer optimizer = new Optimizer(spec("\"name\": \"sgd\""), parameters, groups, device);
                NDManager own = device.newManager()) {
            List<NDArray> gradients = gradients(1, own);
            List<Double> expected = new ArrayList<>();
            for (NDArray gradient : gradients) {
                double squares = 0;
                for (float value : gradient.toFloatArray()) {
                    squares += (double) value * value;
                }
                expected.add(squares);
            }

            // When
            float[] squares = optimizer.squaredNorms(gradients, own).toFloatArray();
            optimizer.step(gradients, RATE, own);

            // Then
            for (int i = 0; i < squares.length; i++) {
                assertThat((double) squares[i]).isCloseTo(expected.get(i), within(1e-5));
            }
            assertThat(gradients).allSatisfy(g -> assertThat(g.toFloatArray()).containsOnly(0));
        }
    }
}

package io.fixres.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.format.TensorShape;
import io.fixres.contracts.format.TensorType;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.training.checkpoint.InitialWeights;
import io.fixres.training.checkpoint.TensorFile;
import io.fixres.training.evaluation.CheckpointEvaluator;
import io.fixres.training.network.Variable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks of torchvision 0.22.1 and of Dive into Deep Learning against what PyTorch 2.7.1 computed with the same weights,
 * see {@code src/test/python/make_torch_networks.py}.
 */
class TorchParityTest {
    private static final int CLASSES = 5;
    private static final int SIZE = 64;

    @TempDir
    private Path directory;

    private static JsonNode fixture(String network) {
        try (InputStream json = TorchParityTest.class.getResourceAsStream("torch-networks.json")) {
            return Json.mapper().readTree(json).path(network);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The formula's weights in a file as {@code safetensors.torch.save_file} writes a state_dict. */
    private Path stateDict(String network) {
        Map<String, TensorFile.Content> contents = new LinkedHashMap<>();
        fixture(network).path("variables").properties().forEach(entry -> {
            long[] shape = new long[entry.getValue().size()];
            for (int d = 0; d < shape.length; d++) {
                shape[d] = entry.getValue().get(d).asLong();
            }
            contents.put(
                    entry.getKey(),
                    new TensorFile.Content(
                            new TensorShape(TensorType.F32, shape),
                            () -> bytes(FixtureFormula.torchWeight("torch", entry.getKey(), shape))));
        });
        Path file = directory.resolve(network + ".safetensors");
        TensorFile.write(file, contents, Map.of("format", "pt"));
        return file;
    }

    private static ByteBuffer bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static Recipe recipe(String network) {
        return SmallRuns.recipe(
                network,
                Map.of(
                        "network",
                        RecipeReader.value("{name: " + network + "}"),
                        "phases.initial.optimizer",
                        RecipeReader.value("{name: sgd, learning_rate: 1.0e-9}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "resnet50", "d2l_resnet18"})
    void logitsLossGradientsAndStatisticsAreThoseOfPyTorch(String name) {
        // Given
        JsonNode expected = fixture(name);
        Path after = directory.resolve("after.safetensors");
        Path loaded = directory.resolve("loaded.safetensors");
        Map<String, Double> gradients = new LinkedHashMap<>();
        double loss;
        try (NetworkTrainer trainer = NetworkTrainer.create(recipe(name).network(), CLASSES, 1, SmallRuns.CPU)) {
            trainer.startFrom(stateDict(name));
            trainer.saveWeights(loaded, Map.of());

            // When
            trainer.beginPhase(recipe(name).phases().get(0), 0, 8);
            trainer.beginEpoch();
            ImageBatch batch = FixtureFormula.batch("torch", "train", 4, SIZE, CLASSES);
            try (NDManager step = NDManager.newBaseManager()) {
                List<NDArray> values = trainer.gradients(batch, SmallRuns.unstored(batch), step);
                List<Variable> parameters = trainer.plan().trainedParameters();
                for (int i = 0; i < values.size(); i++) {
                    gradients.put(
                            parameters.get(i).name(),
                            Digest.of(values.get(i).toFloatArray()).l2());
                }
            }
            trainer.saveWeights(after, Map.of());
            loss = trainer.epochMetrics().loss() / 4; // the sum over the batch, of which no step was counted
        }

        // Then
        assertLogits(loaded, expected.path("logits"));
        assertThat(loss).isCloseTo(expected.path("loss").asDouble(), within(1e-5));
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(gradients).hasSize(expected.path("gradients").size());
            gradients.forEach((variable, norm) -> {
                double torch = expected.path("gradients").path(variable).asDouble();
                double tolerance = torch < 1e-4 ? 1e-4 : 2e-3 * torch;
                softly.assertThat(norm).as(variable).isCloseTo(torch, within(tolerance));
            });
            expected.path("moved").properties().forEach(entry -> {
                double torch = entry.getValue().asDouble();
                softly.assertThat(Digest.of(after, entry.getKey()).l2())
                        .as(entry.getKey())
                        .isCloseTo(torch, within(1e-5 * Math.max(1, torch)));
            });
        });
    }

    private static void assertLogits(Path file, JsonNode expected) {
        try (CheckpointEvaluator evaluator = CheckpointEvaluator.load(file, SmallRuns.CPU)) {
            float[] logits = evaluator.logits(FixtureFormula.batch("torch", "inference", 2, SIZE, CLASSES));
            for (int i = 0; i < logits.length; i++) {
                assertThat((double) logits[i])
                        .as("logit %d", i)
                        .isCloseTo(expected.path(i / CLASSES).path(i % CLASSES).asDouble(), within(2e-5));
            }
        }
    }

    @Test
    void aClassifierOfOtherClassesIsReplacedAndTheRestIsLoaded() {
        // Given
        Path published = stateDict("resnet18");
        try (NetworkTrainer trainer = NetworkTrainer.create(recipe("resnet18").network(), 7, 1, SmallRuns.CPU)) {
            // When
            InitialWeights report = trainer.startFrom(published);

            // Then
            assertThat(report.headReplaced()).isTrue();
            assertThat(report.loaded()).isEqualTo(20 + 4 * 20);
            assertThat(report.summary()).contains("100 variables loaded", "the classifier is new");
        }
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedWithWhatDoesNotMatch() {
        // Given
        Path published = stateDict("resnet18");
        try (NetworkTrainer trainer = NetworkTrainer.create(recipe("resnet50").network(), 5, 1, SmallRuns.CPU)) {
            // When / Then
            assertThatThrownBy(() -> trainer.startFrom(published))
                    .hasMessageContaining("does not fit resnet50")
                    .hasMessageContaining("layer1.0.bn3.bias is missing, needed")
                    .hasMessageContaining("more");
        }
    }
}

package io.fixres.training;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fixres.contracts.Json;
import io.fixres.training.evaluation.CheckpointEvaluator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Python of {@code docs/checkpoints.md} loads a checkpoint and gives the same logits. Not run where the Python of
 * {@code -Dfixres.python} (default {@code python3}) lacks the libraries.
 */
class PythonCheckpointTest {
    private static final String PYTHON = System.getProperty("fixres.python", "python3");
    private static final Path DOCUMENT = Path.of("../../docs/checkpoints.md");
    private static final int SIZE = 128;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"keras, keras_resnet50v2, 'keras, safetensors'", "pytorch, resnet18, 'torch, torchvision, safetensors'"
    })
    void theDocumentedPythonGivesTheSameLogitsWherePythonHasTheLibraries(String block, String network, String libraries)
            throws IOException, InterruptedException {
        assumeTrue(run(directory, "import " + libraries), PYTHON + " cannot import " + libraries);

        // Given
        ImageBatch batch = FixtureFormula.batch("python", "images", 2, SIZE, 5);
        Path weights = directory.resolve("model.safetensors");
        var spec = SmallRuns.recipe(
                        network,
                        Map.of("network", io.fixres.contracts.recipe.RecipeReader.value("{name: " + network + "}")))
                .network();
        try (NetworkTrainer trainer = NetworkTrainer.create(spec, 5, 3, SmallRuns.CPU)) {
            trainer.saveWeights(weights, Map.of());
        }
        byte[] pixels = new byte[2 * SIZE * SIZE * 3];
        batch.pixels().duplicate().get(pixels);
        Files.write(directory.resolve("images.bin"), pixels);

        // When
        String code = block(block) + """

                import json
                import numpy
                images = numpy.fromfile("images.bin", "uint8").reshape(2, %d, %d, 3).astype("float32")
                json.dump(logits(images).tolist(), open("logits.json", "w"))
                """.formatted(SIZE, SIZE);
        assertThat(run(directory, code))
                .as(Files.readString(directory.resolve("python.log")))
                .isTrue();

        // Then
        float[][] python = Json.read(Files.readAllBytes(directory.resolve("logits.json")), float[][].class);
        try (CheckpointEvaluator evaluator = CheckpointEvaluator.load(weights, SmallRuns.CPU)) {
            float[] java = evaluator.logits(batch);
            for (int i = 0; i < java.length; i++) {
                assertThat(java[i]).as("logit %d", i).isCloseTo(python[i / 5][i % 5], within(2e-5f));
            }
        }
    }

    private static String block(String title) throws IOException {
        Matcher block = Pattern.compile("(?s)```python " + title + "\n(.*?)```").matcher(Files.readString(DOCUMENT));
        assertThat(block.find()).as("the block '" + title + "' of " + DOCUMENT).isTrue();
        return block.group(1);
    }

    private static boolean run(Path directory, String code) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("documented_block.py"), code, StandardCharsets.UTF_8);
        ProcessBuilder builder = new ProcessBuilder(PYTHON, file.toString()).directory(directory.toFile());
        builder.environment().putIfAbsent("KERAS_BACKEND", "torch");
        builder.environment().remove("MALLOC_ARENA_MAX");
        builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("python.log").toFile());
        try {
            Process process = builder.start();
            return process.waitFor(5, MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}

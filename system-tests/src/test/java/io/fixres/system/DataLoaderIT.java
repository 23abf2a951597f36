package io.fixres.system;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.sampling.EpochOrder;
import io.fixres.kit.dataset.SampleIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The DataLoader of {@code docs/data.md} reads the batches of a run into PyTorch. Not run where the Python of
 * {@code -Dfixres.python} (default {@code python3}) lacks the libraries.
 */
class DataLoaderIT {
    private static final String PYTHON = System.getProperty("fixres.python", "python3");
    private static final Path DOCUMENT = Path.of(System.getProperty("fixres.root"), "docs", "data.md");
    private static final int RESOLUTION = 32;
    private static final int EPOCHS = 2;

    /** Pairs of position and label for each epoch, and what a network would be given. */
    private record Seen(long[][][] epochs, int[] shape, float least, float most) {}

    @TempDir
    private Path directory;

    @Test
    void theDocumentedLoaderGivesEachSampleOfEachEpochOnceWithItsLabel() throws IOException, InterruptedException {
        assumeTrue(run("import kafka, safetensors, torch"), PYTHON + " cannot import kafka, safetensors, torch");
        Path data = TinyFlowers.write(directory.resolve("data"), 20, 5);
        try (Stack stack = Stack.start(directory.resolve("home"))) {
            // Given
            Recipe recipe = TestRecipe.of(EPOCHS);
            stack.experiments().request("loader", recipe, data);
            assertThat(stack.experiments().awaitEnd("loader").status()).isEqualTo(ExperimentStatus.COMPLETED);

            // When
            String code = block().replace("localhost:9092", stack.bootstrap()) + """

                    import json
                    epochs, low, high = [[] for _ in range(%d)], 1.0, 0.0
                    for images, labels, batch in loader:
                        epochs[batch["epoch"]] += zip(batch["positions"].tolist(), labels.tolist())
                        low, high = min(low, images.min().item()), max(high, images.max().item())
                    seen = dict(epochs=epochs, shape=list(images.shape[1:]), least=low, most=high)
                    json.dump(seen, open("seen.json", "w"))
                    """.formatted(EPOCHS);
            assertThat(run(code))
                    .as(Files.readString(directory.resolve("python.log")))
                    .isTrue();

            // Then
            Seen seen = Json.read(Files.readAllBytes(directory.resolve("seen.json")), Seen.class);
            assertThat(seen.shape()).containsExactly(3, RESOLUTION, RESOLUTION);
            assertThat(seen.least()).isBetween(0f, 0.5f);
            assertThat(seen.most()).isBetween(0.5f, 1f);
            SampleIndex samples = stack.experiments().samples("loader", Split.TRAIN, directory);
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                assertThat(Arrays.stream(seen.epochs()[epoch]).map(Arrays::toString))
                        .containsExactlyInAnyOrderElementsOf(expected(recipe, samples, epoch));
            }
        }
    }

    private static List<String> expected(Recipe recipe, SampleIndex samples, int epoch) {
        var phase = recipe.phases().get(0);
        EpochOrder order =
                new EpochOrder(recipe.seed(), 0, epoch, samples.samples(), phase.shuffle(), phase.batchSize());
        return LongStream.range(0, samples.samples())
                .mapToObj(position -> "[%d, %d]".formatted(position, samples.label(order.sampleAt(position))))
                .toList();
    }

    private static String block() throws IOException {
        Matcher block = Pattern.compile("(?s)```python loader\n(.*?)```").matcher(Files.readString(DOCUMENT));
        assertThat(block.find()).as("the block 'loader' of " + DOCUMENT).isTrue();
        return block.group(1);
    }

    private boolean run(String code) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("code.py"), code);
        try {
            Process process = new ProcessBuilder(PYTHON, file.toString())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("python.log").toFile())
                    .start();
            return process.waitFor(5, MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}

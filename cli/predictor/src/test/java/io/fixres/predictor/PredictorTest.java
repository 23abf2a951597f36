package io.fixres.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.recipe.NetworkSpec;
import io.fixres.training.DeviceChoice;
import io.fixres.training.DeviceSettings;
import io.fixres.training.NetworkTrainer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path checkpoint;
    private Path picture;

    @BeforeEach
    void writeACheckpointAndAPicture() throws IOException {
        checkpoint = directory.resolve("model.safetensors");
        NetworkSpec network = new NetworkSpec(
                "preact_resnet18",
                Optional.of(8),
                Optional.empty(),
                NetworkSpec.Precision.FP32,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        try (NetworkTrainer trainer = NetworkTrainer.create(network, 3, 1, new DeviceSettings(DeviceChoice.CPU, 1))) {
            trainer.saveWeights(
                    checkpoint,
                    Map.of(
                            "class_names", "[\"daisy\",\"lily, white\",\"rose\"]",
                            "test_resolution", "32",
                            "test_transform", "squash"));
        }
        picture = directory.resolve("picture.png");
        BufferedImage image = new BufferedImage(40, 60, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40 * 60; i++) {
            image.setRGB(i % 40, i / 40, i * 7919);
        }
        ImageIO.write(image, "png", picture.toFile());
    }

    private int run(String... arguments) {
        return Predictor.run(
                Stream.concat(Stream.of(checkpoint.toString()), Stream.of(arguments))
                        .toList(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aPictureIsClassifiedAsItsCheckpointWasTested() throws IOException {
        // When
        int code = run("", "0", "json", picture.toString());

        // Then
        assertThat(code).isZero();
        assertThat(text(err)).contains("at 32 px, squash");
        JsonNode guesses = Json.mapper().readTree(text(out)).path("guesses");
        List<JsonNode> all = StreamSupport.stream(guesses.spliterator(), false).toList();
        assertThat(all)
                .extracting(g -> g.path("name").asText())
                .containsExactlyInAnyOrder("daisy", "lily, white", "rose");
        assertThat(all.stream()
                        .mapToDouble(g -> g.path("probability").asDouble())
                        .sum())
                .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(all).isSortedAccordingTo(java.util.Comparator.comparingDouble(g -> -g.path("probability")
                .asDouble()));
    }

    @Test
    void aFileThatIsNoImageIsNamedAndTheOthersAreClassified() throws IOException {
        // Given
        Path text = Files.writeString(directory.resolve("notes.txt"), "no image");

        // When
        int code = run("", "0", "text", text.toString(), picture.toString());

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(text(err)).contains("notes.txt' cannot be read as an image");
        assertThat(text(out)).startsWith(picture.toString()).contains(" %");
    }

    @Test
    void anUnknownTransformIsAnsweredWithTheNearest() {
        assertThat(run("centre_crop", "0", "text", picture.toString())).isEqualTo(2);
        assertThat(text(err)).contains("unknown transform 'centre_crop'", "center_crop");
    }

    @Test
    void aFileThatIsNoCheckpointIsRefused() throws IOException {
        checkpoint = Files.writeString(directory.resolve("broken.safetensors"), "not a checkpoint at all");

        assertThat(run("", "0", "text", picture.toString())).isEqualTo(2);
        assertThat(text(err)).contains("broken.safetensors");
    }
}

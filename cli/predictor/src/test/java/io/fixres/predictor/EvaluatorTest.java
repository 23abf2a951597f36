package io.fixres.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.evaluation.EvaluationJob;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.LabelledPicture;
import io.fixres.contracts.evaluation.ScoredCheckpoint;
import io.fixres.contracts.evaluation.TrainingView;
import io.fixres.contracts.recipe.NetworkSpec;
import io.fixres.contracts.transform.TransformSpec;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {
    private static final List<String> CLASSES = List.of("daisy", "lily", "rose");

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<LabelledPicture> pictures = new ArrayList<>();
    private Path weights;

    @BeforeEach
    void writeACheckpointAndPicturesBehindEachOtherInOneFile() throws IOException {
        weights = directory.resolve("model.safetensors");
        NetworkSpec network = new NetworkSpec(
                "preact_resnet18",
                Optional.of(8),
                Optional.empty(),
                NetworkSpec.Precision.FP32,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        TrainingView training = new TrainingView("initial", 32, new TransformSpec.Named("squash").steps(32));
        try (NetworkTrainer trainer = NetworkTrainer.create(network, 3, 1, new DeviceSettings(DeviceChoice.CPU, 1))) {
            trainer.saveWeights(
                    weights,
                    Map.of(
                            "class_names",
                            Json.text(CLASSES),
                            "test_resolution",
                            "48",
                            "test_transform",
                            "fixres_test",
                            "training",
                            Json.text(training)));
        }
        Path shard = directory.resolve("shard.tar");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 70; i++) {
            byte[] picture = picture(i);
            pictures.add(
                    new LabelledPicture("p" + i, CLASSES.get(i % 3), shard.toString(), bytes.size(), picture.length));
            bytes.writeBytes(picture);
        }
        Files.write(shard, bytes.toByteArray());
    }

    private static byte[] picture(int seed) throws IOException {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40 * 40; i++) {
            image.setRGB(i % 40, i / 40, (i + seed) * 7919 * (seed + 1));
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        ImageIO.write(image, "png", encoded);
        return encoded.toByteArray();
    }

    private int run(List<Integer> resolutions, List<String> transforms, List<AdaptationMethod> adaptations)
            throws IOException {
        Path list = directory.resolve("pictures.jsonl");
        Files.write(list, pictures.stream().map(Json::text).toList());
        ScoredCheckpoint checkpoint = new ScoredCheckpoint("e", 1, "initial", 0, 3, "experiments/e/c/", "00");
        Path job = directory.resolve("job.json");
        Files.write(
                job,
                Json.bytes(new EvaluationJob(
                        List.of(new EvaluationJob.Target(checkpoint, weights.toString())),
                        "ds",
                        "test",
                        list.toString(),
                        resolutions,
                        transforms,
                        true,
                        adaptations)));
        return Evaluator.run(
                job,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private List<EvaluationResult> results() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), EvaluationResult.class))
                .toList();
    }

    @Test
    void withoutAWishACheckpointIsScoredWhereItWasTrainedAndTestedCroppedAndSquashed() throws IOException {
        // When
        int code = run(List.of(), List.of(), List.of(AdaptationMethod.NONE));

        // Then
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(results())
                .extracting(e -> e.resolution() + " " + e.transform())
                .containsExactly(
                        "32 fixres_test",
                        "32 center_crop",
                        "32 squash",
                        "48 fixres_test",
                        "48 center_crop",
                        "48 squash");
        assertThat(results()).allSatisfy(e -> assertThat(e.n()).isEqualTo(70));
        // fixres_test and center_crop are the same steps.
        assertThat(results().get(0).predictions()).isEqualTo(results().get(1).predictions());
        assertThat(results().get(5).objectSize().orElseThrow().ratio()).isCloseTo(1.5, within(1e-9));
        assertThat(results().get(0).mistakes().get(0).picture().orElseThrow().file())
                .endsWith("shard.tar");
    }

    @Test
    void theTrainingResolutionStandsBesideThoseThatAreAskedFor() throws IOException {
        // When
        run(List.of(64), List.of("squash"), List.of(AdaptationMethod.NONE));

        // Then
        assertThat(results()).extracting(EvaluationResult::resolution).containsExactly(32, 64);
    }

    @Test
    void anAdaptationMeetsTheDistributionAtTheTrainingResolution() throws IOException {
        // When
        run(List.of(64), List.of("squash"), List.of(AdaptationMethod.NONE, AdaptationMethod.PARAMETRIC));

        // Then
        EvaluationResult training = results().get(0);
        EvaluationResult plain = results().get(2);
        EvaluationResult adapted = results().get(3);
        assertThat(adapted.method()).isEqualTo(AdaptationMethod.PARAMETRIC);
        double reference = median(training);
        assertThat(Math.abs(median(adapted) - reference)).isLessThan(Math.abs(median(plain) - reference));
        // At the training resolution there is nothing to adapt.
        assertThat(results().get(1).adaptation().orElseThrow().scale()).isCloseTo(1, within(1e-12));
        assertThat(results().get(1).adaptation().orElseThrow().shift()).isCloseTo(0, within(1e-12));
    }

    private static double median(EvaluationResult result) {
        return result.features().orElseThrow().quantiles().get(12);
    }

    @Test
    void aClassThatTheCheckpointDoesNotKnowIsNamedWithTheNearest() throws IOException {
        // Given
        pictures.set(
                4,
                new LabelledPicture(
                        "p4",
                        "daysy",
                        pictures.get(4).file(),
                        0,
                        pictures.get(0).length()));

        // When
        int code = run(List.of(32), List.of("squash"), List.of(AdaptationMethod.NONE));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("picture 'p4' is of the class 'daysy', which the checkpoint does not know", "'daisy'");
    }

    @Test
    void aPictureThatIsNoneIsNamed() throws IOException {
        // Given
        pictures.set(4, new LabelledPicture("p4", "lily", pictures.get(4).file(), 3, 50));

        // When
        int code = run(List.of(32), List.of("squash"), List.of(AdaptationMethod.NONE));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("picture 'p4' cannot be read", "leave it out");
    }
}

package io.fixres.predictor;

import io.fixres.contracts.Json;
import io.fixres.contracts.recipe.StrictBinder;
import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.Pipelines;
import io.fixres.contracts.transform.TransformSpec;
import io.fixres.imaging.DecodedImage;
import io.fixres.imaging.ImageDecoder;
import io.fixres.imaging.TransformPipeline;
import io.fixres.training.DeviceChoice;
import io.fixres.training.DeviceSettings;
import io.fixres.training.ImageBatch;
import io.fixres.training.evaluation.CheckpointEvaluator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A checkpoint with its test transform. For one thread; closing frees its native memory. */
public final class ImageClassifier implements AutoCloseable {
    private final CheckpointEvaluator network;
    private final List<String> classes;
    private final String transform;
    private final int resolution;
    private final TransformPipeline pipeline;

    /**
     * A class and how sure the network is of it.
     *
     * @param probability softmax of the logit, 0 to 1
     */
    public record Guess(String name, double probability) {}

    private ImageClassifier(CheckpointEvaluator network, String transform, int resolution) {
        this.network = network;
        this.classes = classes(network);
        this.transform = transform;
        this.resolution = resolution;
        this.pipeline = TransformPipeline.compile(new TransformSpec.Named(transform).steps(resolution), resolution);
    }

    /**
     * Loads a checkpoint.
     *
     * @param transform name of a test transform; by default the one that the recipe scored the phase with
     * @param resolution in pixels; by default the one that it was scored at
     * @throws io.fixres.contracts.MalformedDocumentException if the file is damaged or no checkpoint
     * @throws IllegalArgumentException if there is no such transform
     */
    public static ImageClassifier load(Path checkpoint, Optional<String> transform, Optional<Integer> resolution) {
        transform.filter(name -> !Pipelines.names().contains(name)).ifPresent(name -> {
            throw new IllegalArgumentException(
                    "unknown transform '" + name + "'" + StrictBinder.nearest(name, Pipelines.names()));
        });
        CheckpointEvaluator network = CheckpointEvaluator.load(checkpoint, new DeviceSettings(DeviceChoice.AUTO, 0));
        try {
            Map<String, String> metadata = network.metadata();
            return new ImageClassifier(
                    network,
                    transform.orElse(metadata.getOrDefault("test_transform", "center_crop")),
                    resolution.orElseGet(() -> trainedFor(checkpoint, metadata)));
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static int trainedFor(Path checkpoint, Map<String, String> metadata) {
        String resolution = metadata.getOrDefault("test_resolution", metadata.get("resolution"));
        if (resolution == null) {
            throw new IllegalArgumentException(
                    checkpoint.getFileName() + " does not say its resolution: give one with --resolution");
        }
        return Integer.parseInt(resolution);
    }

    private static List<String> classes(CheckpointEvaluator network) {
        String names = network.metadata().get("class_names");
        return names == null
                ? IntStream.range(0, network.classes())
                        .mapToObj(String::valueOf)
                        .toList()
                : List.of(Json.read(names.getBytes(StandardCharsets.UTF_8), String[].class));
    }

    /**
     * Classifies an image.
     *
     * @param encoded JPEG or PNG
     * @return all classes, the most probable first
     * @throws io.fixres.imaging.UndecodableImageException if it is no image
     */
    public List<Guess> classify(byte[] encoded) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(resolution * resolution * 3);
        try (DecodedImage image = ImageDecoder.decode(encoded)) {
            pipeline.apply(image, CounterRandom.of(0), pixels, 0);
        }
        float[] logits = network.logits(new ImageBatch(pixels, new int[1], 1, resolution, resolution));
        double[] probabilities = softmax(logits);
        return IntStream.range(0, logits.length)
                .mapToObj(c -> new Guess(classes.get(c), probabilities[c]))
                .sorted(Comparator.comparingDouble(Guess::probability).reversed())
                .toList();
    }

    private static double[] softmax(float[] logits) {
        double high = IntStream.range(0, logits.length)
                .mapToDouble(i -> logits[i])
                .max()
                .orElse(0);
        double[] values = IntStream.range(0, logits.length)
                .mapToDouble(i -> StrictMath.exp(logits[i] - high))
                .toArray();
        double sum = Arrays.stream(values).sum();
        return Arrays.stream(values).map(v -> v / sum).toArray();
    }

    /** Name of the test transform. */
    public String transform() {
        return transform;
    }

    /** Resolution in pixels. */
    public int resolution() {
        return resolution;
    }

    @Override
    public void close() {
        network.close();
    }
}

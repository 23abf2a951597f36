package io.fixres.predictor;

import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.TrainingView;
import io.fixres.training.evaluation.CheckpointEvaluator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a checkpoint says about itself beside its network.
 *
 * @param classes names in the order of the labels; numbers where the file has no names
 * @param testTransform name of the transform that it was scored with
 * @param testResolution that it was scored at, in pixels
 * @param training how the phase that trained the whole network saw its images
 */
record CheckpointMetadata(
        List<String> classes,
        Optional<String> testTransform,
        Optional<Integer> testResolution,
        Optional<TrainingView> training) {
    static CheckpointMetadata of(CheckpointEvaluator network) {
        Optional<String> names = entry(network, "class_names");
        Optional<String> resolution = entry(network, "test_resolution").or(() -> entry(network, "resolution"));
        return new CheckpointMetadata(
                names.map(json -> List.of(Json.read(json.getBytes(StandardCharsets.UTF_8), String[].class)))
                        .orElseGet(() -> IntStream.range(0, network.classes())
                                .mapToObj(String::valueOf)
                                .toList()),
                entry(network, "test_transform"),
                resolution.map(Integer::parseInt),
                entry(network, "training")
                        .map(json -> Json.read(json.getBytes(StandardCharsets.UTF_8), TrainingView.class)));
    }

    private static Optional<String> entry(CheckpointEvaluator network, String key) {
        return Optional.ofNullable(network.metadata().get(key));
    }
}

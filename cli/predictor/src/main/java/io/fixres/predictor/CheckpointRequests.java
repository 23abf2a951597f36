package io.fixres.predictor;

import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.evaluation.AdaptationRequest;
import io.fixres.contracts.evaluation.EvaluationJob;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.evaluation.TrainingView;
import io.fixres.contracts.recipe.StrictBinder;
import io.fixres.contracts.transform.Pipelines;
import io.fixres.contracts.transform.TransformSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a job asks of one checkpoint; what it leaves open follows from the checkpoint. */
final class CheckpointRequests {
    private CheckpointRequests() {}

    /**
     * All pairs of resolution and transform.
     *
     * @throws IllegalArgumentException for a transform that is not known, and for what the checkpoint does not say
     */
    static List<EvaluationRequest> of(EvaluationJob job, CheckpointMetadata checkpoint) {
        List<EvaluationRequest> requests = new ArrayList<>();
        for (int resolution : resolutions(job, checkpoint)) {
            for (String name : transforms(job, checkpoint)) {
                TransformSpec transform = new TransformSpec.Named(name);
                for (AdaptationMethod method : job.adaptations()) {
                    requests.add(new EvaluationRequest(
                            resolution,
                            name,
                            transform.steps(resolution),
                            adaptation(method, transform, checkpoint),
                            checkpoint.training()));
                }
            }
        }
        return requests;
    }

    private static Set<Integer> resolutions(EvaluationJob job, CheckpointMetadata checkpoint) {
        Set<Integer> resolutions = new TreeSet<>(job.resolutions());
        if (job.resolutions().isEmpty()) {
            checkpoint.testResolution().ifPresent(resolutions::add);
        }
        if (job.resolutions().isEmpty() || job.baselines()) {
            checkpoint.training().map(TrainingView::resolution).ifPresent(resolutions::add);
        }
        if (resolutions.isEmpty()) {
            throw new IllegalArgumentException(
                    "the checkpoint does not say what resolution it was trained or tested at: give --resolutions");
        }
        return resolutions;
    }

    private static Set<String> transforms(EvaluationJob job, CheckpointMetadata checkpoint) {
        Set<String> transforms = new LinkedHashSet<>(job.transforms());
        if (transforms.isEmpty()) {
            checkpoint
                    .testTransform()
                    .filter(name -> Pipelines.names().contains(name))
                    .ifPresent(transforms::add);
            transforms.addAll(List.of("center_crop", "squash"));
        }
        for (String name : transforms) {
            if (!Pipelines.names().contains(name)) {
                throw new IllegalArgumentException(
                        "unknown transform '" + name + "'" + StrictBinder.nearest(name, Pipelines.names()));
            }
        }
        return transforms;
    }

    private static Optional<AdaptationRequest> adaptation(
            AdaptationMethod method, TransformSpec transform, CheckpointMetadata checkpoint) {
        if (method == AdaptationMethod.NONE) {
            return Optional.empty();
        }
        int resolution = checkpoint
                .training()
                .map(TrainingView::resolution)
                .orElseThrow(
                        () -> new IllegalArgumentException("the checkpoint does not say what resolution its network"
                                + " was trained at, so there is nothing to adapt to: leave --adaptations out"));
        return Optional.of(new AdaptationRequest(method, resolution, transform.steps(resolution)));
    }
}

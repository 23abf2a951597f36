package io.fixres.contracts.evaluation;

import java.util.List;

/**
 * What the process behind {@code fixres evaluate} is asked for: every checkpoint at every resolution under every transform.
 *
 * @param checkpoints to score
 * @param dataset what the pictures are called in results
 * @param split name of the split in results
 * @param pictures path of a file with one {@link LabelledPicture} a line, in the order of the samples
 * @param resolutions in pixels; empty for those that each checkpoint was trained and tested at
 * @param transforms names of pipelines; empty for each checkpoint's own and the standard crop and squash
 * @param baselines whether the training resolution is scored beside the resolutions that are listed
 * @param adaptations each is scored; at least one
 */
public record EvaluationJob(
        List<Target> checkpoints,
        String dataset,
        String split,
        String pictures,
        List<Integer> resolutions,
        List<String> transforms,
        boolean baselines,
        List<AdaptationMethod> adaptations) {
    /**
     * One checkpoint.
     *
     * @param weights path of its {@code model.safetensors}
     */
    public record Target(ScoredCheckpoint checkpoint, String weights) {}
}

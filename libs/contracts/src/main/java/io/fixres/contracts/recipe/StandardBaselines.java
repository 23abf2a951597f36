package io.fixres.contracts.recipe;

import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.recipe.EvaluationSpec.Epochs;
import io.fixres.contracts.transform.TransformSpec;
import io.fixres.contracts.transform.TransformStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The evaluations without which a result says little: every phase's last checkpoint, tuned or not, at every resolution that
 * is trained or tested at, cropped and squashed. As crop and as squash serve the first ones that the recipe names; where it
 * names none, {@code center_crop} and {@code squash}. What the recipe asks for itself is not asked for twice.
 */
final class StandardBaselines {
    private static final TransformSpec CROP = new TransformSpec.Named("center_crop");
    private static final TransformSpec SQUASH = new TransformSpec.Named("squash");

    private StandardBaselines() {}

    /** Those that a recipe's own evaluations leave out. */
    static List<EvaluationSpec> of(List<PhaseSpec> phases, List<EvaluationSpec> own) {
        TreeSet<Integer> resolutions = new TreeSet<>();
        phases.forEach(phase -> resolutions.add(phase.resolution()));
        own.forEach(evaluation -> resolutions.add(evaluation.resolution()));
        List<TransformSpec> transforms = List.of(
                first(own, StandardBaselines::crops).orElse(CROP),
                first(own, StandardBaselines::squashes).orElse(SQUASH));
        List<EvaluationSpec> missing = new ArrayList<>();
        for (int resolution : resolutions) {
            for (TransformSpec transform : transforms) {
                List<String> names = phases.stream()
                        .map(PhaseSpec::name)
                        .filter(phase -> own.stream().noneMatch(e -> scores(e, phase, resolution, transform)))
                        .toList();
                if (!names.isEmpty()) {
                    missing.add(
                            new EvaluationSpec(resolution, transform, names, Epochs.LAST, AdaptationMethod.NONE, true));
                }
            }
        }
        return missing;
    }

    private static boolean scores(EvaluationSpec own, String phase, int resolution, TransformSpec transform) {
        return own.adaptation() == AdaptationMethod.NONE
                && own.covers(phase, true)
                && own.resolution() == resolution
                && own.transform().name().equals(transform.name());
    }

    private static Optional<TransformSpec> first(List<EvaluationSpec> own, Predicate<List<TransformStep>> kind) {
        return own.stream()
                .filter(e -> e.transform() instanceof TransformSpec.Named)
                .filter(e -> kind.test(e.transform().steps(e.resolution())))
                .map(EvaluationSpec::transform)
                .findFirst();
    }

    private static boolean crops(List<TransformStep> steps) {
        return steps.get(steps.size() - 1) instanceof TransformStep.CenterCrop;
    }

    private static boolean squashes(List<TransformStep> steps) {
        return steps.stream().allMatch(TransformStep.Squash.class::isInstance);
    }
}

package io.fixres.contracts.evaluation;

import io.fixres.contracts.transform.TransformStep;
import java.util.List;
import java.util.Optional;

/**
 * One score asked for.
 *
 * @param resolution height and width of the test images in pixels
 * @param transform name of the test transform, part of the result's key
 * @param steps the transform, resolved
 * @param adaptation absent where the network is scored as it is
 * @param training what the apparent size of objects is compared with; absent where it is not known
 */
public record EvaluationRequest(
        int resolution,
        String transform,
        List<TransformStep> steps,
        Optional<AdaptationRequest> adaptation,
        Optional<TrainingView> training) {
    /** Fills what an older writer left out. */
    public EvaluationRequest {
        adaptation = adaptation == null ? Optional.empty() : adaptation;
        training = training == null ? Optional.empty() : training;
    }

    /** Of the network as it is. */
    public EvaluationRequest(int resolution, String transform, List<TransformStep> steps) {
        this(resolution, transform, steps, Optional.empty(), Optional.empty());
    }

    /** The method of the adaptation. */
    public AdaptationMethod method() {
        return adaptation.map(AdaptationRequest::method).orElse(AdaptationMethod.NONE);
    }
}

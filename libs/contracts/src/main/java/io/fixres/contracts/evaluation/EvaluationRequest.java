package io.fixres.contracts.evaluation;

import io.fixres.contracts.transform.TransformStep;
import java.util.List;

/**
 * One score asked for.
 *
 * @param resolution height and width of the test images in pixels
 * @param transform name of the test transform, part of the result's key
 * @param steps the transform, resolved
 */
public record EvaluationRequest(int resolution, String transform, List<TransformStep> steps) {}

package io.fixres.contracts.evaluation;

import io.fixres.contracts.transform.TransformStep;
import java.util.List;

/**
 * An adaptation asked for.
 *
 * @param resolution whose distribution of pooled features is to be met, in pixels: the training resolution
 * @param steps the test transform at that resolution
 */
public record AdaptationRequest(AdaptationMethod method, int resolution, List<TransformStep> steps) {}

package io.fixres.contracts.evaluation;

import io.fixres.contracts.transform.TransformStep;
import java.util.List;

/**
 * How the phase that trained the whole network saw its images.
 *
 * @param resolution in pixels
 * @param steps its train transform
 */
public record TrainingView(String phase, int resolution, List<TransformStep> steps) {}

package io.fixres.contracts.evaluation;

/**
 * What a parametric adaptation did: a pooled feature x became {@code scale * x + shift}.
 *
 * @param resolution whose distribution was to be met, in pixels
 * @param shape parameter xi of the Frechet distributions that were fitted
 * @param split that the unlabelled images of the fit came from
 * @param images how many they were
 */
public record FittedAdaptation(
        AdaptationMethod method, double scale, double shift, double shape, int resolution, String split, int images) {}

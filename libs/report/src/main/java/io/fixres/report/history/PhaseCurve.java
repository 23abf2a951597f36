package io.fixres.report.history;

import java.util.List;

/**
 * What was said about one phase.
 *
 * @param resolution height and width of the training images in pixels
 * @param epochs that the phase has
 * @param points in the order of their steps
 */
public record PhaseCurve(String phase, int resolution, int epochs, long trainableParameters, List<CurvePoint> points) {}

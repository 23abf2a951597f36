package io.fixres.training;

/**
 * How training went since the epoch began.
 *
 * @param loss mean over images
 * @param accuracy share classified rightly, 0 to 1
 */
public record EpochMetrics(long steps, long images, double loss, double accuracy) {}

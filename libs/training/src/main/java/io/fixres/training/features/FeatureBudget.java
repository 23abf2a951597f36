package io.fixres.training.features;

import java.nio.file.Path;

/**
 * What storing features may cost.
 *
 * @param directory for the file; what of it fits stays in the page cache, so that it is memory first and then disk
 * @param bytes at most; 0 stores nothing
 */
public record FeatureBudget(Path directory, long bytes) {}

package io.fixres.page.overview;

import java.util.List;

/**
 * The list, newest first.
 *
 * @param more older experiments that are not in it
 */
public record ExperimentList(List<ExperimentRow> experiments, int more) {}

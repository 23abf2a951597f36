package io.fixres.page.pictures;

import java.time.Instant;

/**
 * Pictures that are wanted of one phase.
 *
 * @param since first time at which its batches may have been sent
 */
record PictureOrder(String experiment, String phase, int phaseIndex, int resolution, Instant since) {}

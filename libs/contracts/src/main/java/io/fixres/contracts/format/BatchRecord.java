package io.fixres.contracts.format;

import java.nio.ByteBuffer;

/**
 * A batch record that was read.
 *
 * @param pixels n * height * width * 3 bytes, RGB, row major; a view
 * @param labels class of each image
 * @param positions position of each image in its epoch
 */
@SuppressWarnings("ArrayRecordComponent") // read once on a hot path and never compared
public record BatchRecord(ByteBuffer pixels, long[] labels, long[] positions, int height, int width) {}

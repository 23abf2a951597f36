package io.fixres.eval.images;

import io.fixres.contracts.evaluation.EvaluationRequest;
import java.nio.ByteBuffer;

/** Makes a network's input of an encoded image. Safe for use by several threads. */
public interface ImageTransformer {
    /**
     * Decodes and transforms one image.
     *
     * @param encoded JPEG or PNG
     * @param out takes resolution * resolution * 3 bytes, RGB, row major
     * @param offset of the first byte in {@code out}
     * @throws io.fixres.eval.process.UndoableWorkException if the image cannot be decoded
     */
    void transform(byte[] encoded, EvaluationRequest request, ByteBuffer out, int offset);
}

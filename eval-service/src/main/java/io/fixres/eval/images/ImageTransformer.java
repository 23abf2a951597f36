package io.fixres.eval.images;

import io.fixres.contracts.evaluation.EvaluationRequest;
import java.nio.ByteBuffer;

/** Makes networks' input of encoded images. */
public interface ImageTransformer {
    /**
     * Makes the transform of a request ready.
     *
     * @throws io.fixres.eval.process.UndoableWorkException if its steps cannot be run
     */
    Transform prepare(EvaluationRequest request);

    /** One transform, ready. Safe for use by several threads. */
    @FunctionalInterface
    interface Transform {
        /**
         * Decodes and transforms one image.
         *
         * @param encoded JPEG or PNG
         * @param out takes resolution * resolution * 3 bytes, RGB, row major; its position is left alone
         * @param offset of the first byte in {@code out}
         * @throws io.fixres.eval.process.UndoableWorkException if the image cannot be decoded or ends in another size
         */
        void apply(byte[] encoded, ByteBuffer out, int offset);
    }
}

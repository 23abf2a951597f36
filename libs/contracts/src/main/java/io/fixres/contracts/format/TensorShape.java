package io.fixres.contracts.format;

import java.util.Arrays;

/** Type and shape of a tensor that is to be written. */
@SuppressWarnings("ArrayRecordComponent") // shapes are made once and never changed
public record TensorShape(TensorType type, long... shape) {
    /** Bytes of the tensor. */
    public long bytes() {
        return Arrays.stream(shape).reduce(type.bytes(), Math::multiplyExact);
    }
}

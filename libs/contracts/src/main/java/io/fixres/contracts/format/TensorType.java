package io.fixres.contracts.format;

/** Element types of safetensors files that the project writes, by their names in the format. */
public enum TensorType {
    F32(4),
    BF16(2),
    F64(8),
    U8(1),
    I32(4),
    I64(8);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }
}

package io.fixres.training.checkpoint;

import io.fixres.training.network.Variable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Changes the order of dimensions between PyTorch's, in which the network computes, and that of checkpoints. */
final class StoredLayout {
    private StoredLayout() {}

    /** Bytes in the stored order of values in PyTorch's. */
    static ByteBuffer encode(Variable variable, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int[] places = places(variable);
        for (int place : places) {
            bytes.putFloat(values[place]);
        }
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Values in PyTorch's order of bytes in the stored one. */
    static float[] decode(Variable variable, ByteBuffer bytes) {
        float[] values = new float[Math.toIntExact(variable.elements())];
        for (int place : places(variable)) {
            values[place] = bytes.getFloat();
        }
        return values;
    }

    /** For each value in the stored order, its index in PyTorch's. */
    private static int[] places(Variable variable) {
        int[] order = variable.storedOrder();
        long[] shape = variable.torchShape();
        int rank = shape.length;
        int[] strides = new int[rank];
        int stride = 1;
        for (int d = rank - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= (int) shape[d];
        }
        int[] places = new int[stride];
        int[] index = new int[rank];
        for (int i = 0; i < places.length; i++) {
            int place = 0;
            for (int d = 0; d < rank; d++) {
                place += index[d] * strides[order[d]];
            }
            places[i] = place;
            for (int d = rank - 1; d >= 0 && ++index[d] == shape[order[d]]; d--) {
                index[d] = 0;
            }
        }
        return places;
    }
}

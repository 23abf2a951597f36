package io.fixres.training.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A stored tensor of a network.
 *
 * @param layer name of its layer
 * @param shape in PyTorch's order: kernels of convolutions are [out, in, height, width], of dense layers [out, in]
 */
public record Variable(String layer, VariableKind kind, List<Integer> shape) {
    static Variable of(String layer, VariableKind kind, int... shape) {
        return new Variable(layer, kind, Arrays.stream(shape).boxed().toList());
    }

    /** The name in checkpoints, as Keras writes it: {@code head/kernel}. */
    public String name() {
        return layer + "/" + kind.id();
    }

    /** Number of values. */
    public long elements() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /**
     * The order of dimensions in which Keras stores the variable, as indices into {@link #shape}: kernels of
     * convolutions [height, width, in, out], of dense layers [in, out].
     */
    public int[] kerasOrder() {
        return switch (shape.size()) {
            case 4 -> new int[] {2, 3, 1, 0};
            case 2 -> new int[] {1, 0};
            default -> IntStream.range(0, shape.size()).toArray();
        };
    }

    /** The shape in Keras' order. */
    public long[] kerasShape() {
        return Arrays.stream(kerasOrder()).mapToLong(shape::get).toArray();
    }

    /** The shape in PyTorch's order. */
    public long[] torchShape() {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }

    /** Inputs of one output value of a kernel: channels times window. */
    public long fanIn() {
        return elements() / shape.get(0);
    }

    /** Outputs that one input value of a kernel reaches: channels times window. */
    public long fanOut() {
        return elements() / shape.get(1);
    }
}

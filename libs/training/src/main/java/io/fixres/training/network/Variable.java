package io.fixres.training.network;

import java.util.Arrays;
import java.util.List;

/**
 * A stored tensor of a network.
 *
 * @param layer name of its layer
 * @param shape in PyTorch's order: kernels of convolutions are [out, in, height, width], of dense layers [out, in]
 * @param naming of checkpoints
 */
public record Variable(String layer, VariableKind kind, List<Integer> shape, Naming naming) {
    static Variable of(String layer, VariableKind kind, int... shape) {
        return new Variable(layer, kind, Arrays.stream(shape).boxed().toList(), Naming.KERAS);
    }

    /** The same variable in a network of another convention. */
    Variable named(Naming convention) {
        return new Variable(layer, kind, shape, convention);
    }

    /** The name in checkpoints, such as {@code head/kernel} or {@code fc.weight}. */
    public String name() {
        return naming.name(layer, kind);
    }

    /** Number of values. */
    public long elements() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** The order of dimensions in checkpoints, as indices into {@link #shape}. */
    public int[] storedOrder() {
        return naming.order(shape.size());
    }

    /** The shape in checkpoints. */
    public long[] storedShape() {
        return Arrays.stream(storedOrder()).mapToLong(shape::get).toArray();
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

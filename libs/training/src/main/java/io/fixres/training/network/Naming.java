package io.fixres.training.network;

import java.util.stream.IntStream;

/** Whose names and order of dimensions the checkpoints of a network have. */
public enum Naming {
    /** {@code conv1_conv/kernel}, {@code post_bn/moving_mean}; kernels [height, width, in, out], dense [in, out]. */
    KERAS,
    /** {@code layer1.0.conv1.weight}, {@code bn1.running_mean}; kernels [out, in, height, width], dense [out, in]. */
    TORCH;

    String name(String layer, VariableKind kind) {
        return switch (this) {
            case KERAS -> layer + "/" + kind.id();
            case TORCH ->
                layer + "."
                        + switch (kind) {
                            case KERNEL, GAMMA -> "weight";
                            case BIAS, BETA -> "bias";
                            case MOVING_MEAN -> "running_mean";
                            case MOVING_VARIANCE -> "running_var";
                        };
        };
    }

    /** The order in which the dimensions are stored, as indices into PyTorch's. */
    int[] order(int rank) {
        if (this == KERAS && rank == 4) {
            return new int[] {2, 3, 1, 0};
        }
        if (this == KERAS && rank == 2) {
            return new int[] {1, 0};
        }
        return IntStream.range(0, rank).toArray();
    }
}

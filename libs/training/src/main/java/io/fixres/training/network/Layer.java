package io.fixres.training.network;

import java.util.ArrayList;
import java.util.List;

/** One layer of a {@link Network}: its name, its hyperparameters and the names of the layers that feed it. */
public sealed interface Layer {
    /** Unique in the network, Keras style: {@code conv2_block1_preact_bn}. */
    String name();

    /** Names of the layers whose output this one reads; {@link Network#INPUT} for the images. */
    List<String> inputs();

    /** What the layer stores, in Keras' order. */
    default List<Variable> variables() {
        return List.of();
    }

    /** A square convolution with equal stride and zero padding in both directions. */
    record Convolution(
            String name,
            String input,
            int inputChannels,
            int outputChannels,
            int kernel,
            int stride,
            int padding,
            boolean bias)
            implements Layer {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public List<Variable> variables() {
            List<Variable> variables = new ArrayList<>();
            variables.add(Variable.of(name, VariableKind.KERNEL, outputChannels, inputChannels, kernel, kernel));
            if (bias) {
                variables.add(Variable.of(name, VariableKind.BIAS, outputChannels));
            }
            return List.copyOf(variables);
        }
    }

    /** Batch normalisation over images and positions. */
    record BatchNorm(String name, String input, int channels) implements Layer {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public List<Variable> variables() {
            return List.of(
                    Variable.of(name, VariableKind.GAMMA, channels),
                    Variable.of(name, VariableKind.BETA, channels),
                    Variable.of(name, VariableKind.MOVING_MEAN, channels),
                    Variable.of(name, VariableKind.MOVING_VARIANCE, channels));
        }
    }

    /** max(x, 0). */
    record Relu(String name, String input) implements Layer {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }

    /** Greatest value of a window; the padding is zeros that take part, as Keras' ZeroPadding2D before a pool. */
    record MaxPool(String name, String input, int window, int stride, int padding) implements Layer {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }

    /** Sum of two layers of one shape. */
    record Add(String name, String left, String right) implements Layer {
        @Override
        public List<String> inputs() {
            return List.of(left, right);
        }
    }

    /** Mean over all positions: [n, c, h, w] to [n, c]. */
    record GlobalAveragePool(String name, String input) implements Layer {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }

    /** A fully connected layer with bias; as the last layer it gives the logits. */
    record Dense(String name, String input, int inputFeatures, int outputFeatures) implements Layer {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public List<Variable> variables() {
            return List.of(
                    Variable.of(name, VariableKind.KERNEL, outputFeatures, inputFeatures),
                    Variable.of(name, VariableKind.BIAS, outputFeatures));
        }
    }
}

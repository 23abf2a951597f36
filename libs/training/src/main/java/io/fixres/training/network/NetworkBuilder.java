package io.fixres.training.network;

import java.util.ArrayList;
import java.util.List;

/** Collects layers; each method adds one and returns its name, so that the next can read it. */
final class NetworkBuilder {
    private final List<Layer> layers = new ArrayList<>();

    String convolution(String name, String input, int in, int out, int kernel, int stride, boolean bias) {
        return add(new Layer.Convolution(name, input, in, out, kernel, stride, (kernel - 1) / 2, bias));
    }

    /** A batch norm named {@code <prefix>_bn} and its ReLU {@code <prefix>_relu}. */
    String batchNormRelu(String prefix, String input, int channels) {
        return relu(prefix + "_relu", batchNorm(prefix + "_bn", input, channels));
    }

    String batchNorm(String name, String input, int channels) {
        return add(new Layer.BatchNorm(name, input, channels));
    }

    String relu(String name, String input) {
        return add(new Layer.Relu(name, input));
    }

    String maxPool(String name, String input, int window, int stride, int padding) {
        return add(new Layer.MaxPool(name, input, window, stride, padding));
    }

    String sum(String name, String left, String right) {
        return add(new Layer.Add(name, left, right));
    }

    /** Pool and classifier. */
    String head(String name, String input, int channels, int classes) {
        String pooled = add(new Layer.GlobalAveragePool("avg_pool", input));
        return add(new Layer.Dense(name, pooled, channels, classes));
    }

    List<Layer> layers() {
        return List.copyOf(layers);
    }

    private String add(Layer layer) {
        layers.add(layer);
        return layer.name();
    }
}

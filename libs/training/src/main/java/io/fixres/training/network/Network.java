package io.fixres.training.network;

import io.fixres.contracts.recipe.NetworkSpec;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A classifier as data. Everything else follows from it: script, variables, counts, what a phase freezes.
 *
 * @param spec what it was built from; stored with checkpoints
 * @param classes number of logits
 * @param layers each after the layers that it reads; the last one gives the logits
 * @param scaling of the pixels
 * @param naming of variables in checkpoints
 * @param lastBatchNorm the batch norm that FixRes tunes
 * @param head the classifier
 */
public record Network(
        NetworkSpec spec,
        int classes,
        List<Layer> layers,
        BatchNormSettings batchNorm,
        Initializer initializer,
        InputScaling scaling,
        Naming naming,
        String lastBatchNorm,
        String head) {
    /** Name of the images as an input of layers: uint8 [n, height, width, 3], scaled. */
    public static final String INPUT = "input";

    public Network {
        layers = List.copyOf(layers);
        Set<String> known = new HashSet<>(Set.of(INPUT));
        for (Layer layer : layers) {
            if (!known.containsAll(layer.inputs())) {
                throw new IllegalArgumentException(
                        "layer '" + layer.name() + "' reads " + layer.inputs() + ", which do not all come before it");
            }
            if (!known.add(layer.name())) {
                throw new IllegalArgumentException("two layers have the name '" + layer.name() + "'");
            }
        }
    }

    /** The same layers on pixels that are scaled otherwise. */
    Network scaledBy(InputScaling other) {
        return new Network(spec, classes, layers, batchNorm, initializer, other, naming, lastBatchNorm, head);
    }

    /** All variables, layer by layer. */
    public List<Variable> variables() {
        return layers.stream()
                .flatMap(layer -> layer.variables().stream())
                .map(variable -> variable.named(naming))
                .toList();
    }

    /** The variables that gradients can train. */
    public List<Variable> parameters() {
        return variables().stream().filter(v -> !v.kind().isStatistic()).toList();
    }

    /**
     * The last layer, which makes logits of pooled features.
     *
     * @throws IllegalStateException if the last layer is no such classifier
     */
    public Layer.Dense classifier() {
        if (layers.get(layers.size() - 1) instanceof Layer.Dense dense) {
            return dense;
        }
        throw new IllegalStateException(spec.name() + " does not end in a fully connected layer");
    }

    /**
     * Fills a buffer with the start value of a variable, a pure function of the seed.
     *
     * @param out as many values as the variable has, in PyTorch's order
     */
    public void initialise(Variable variable, long seed, FloatBuffer out) {
        Variable kernel = parameters().stream()
                .filter(v -> v.layer().equals(variable.layer()) && v.kind() == VariableKind.KERNEL)
                .findFirst()
                .orElse(variable);
        initializer.fill(variable, kernel, seed, out);
    }

    /** Moving means and variances, in pairs. */
    public List<Variable> statistics() {
        return variables().stream().filter(v -> v.kind().isStatistic()).toList();
    }

    /** Number of values of all variables, moving statistics included, as Keras counts "total params". */
    public long parameterCount() {
        return variables().stream().mapToLong(Variable::elements).sum();
    }
}

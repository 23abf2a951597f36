package io.fixres.training.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which outputs the layer that reads them may write over, which saves memory and the time to fill it: those that nothing
 * else reads, and whose own layer does not need them for its gradient (convolutions and batch norms need their inputs, a
 * sum needs neither).
 */
final class Overwriting {
    private final Map<String, Integer> readers = new HashMap<>();
    private final Set<String> made = new HashSet<>();

    Overwriting(Network network) {
        network.layers().forEach(layer -> layer.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
    }

    /** A layer's output now belongs to the script; what it was given does not. */
    void made(Layer layer) {
        if (layer instanceof Layer.Convolution || layer instanceof Layer.BatchNorm || layer instanceof Layer.Add) {
            made.add(layer.name());
        }
    }

    /** Whether the one reader of a layer's output may write over it. */
    boolean allowed(String layer) {
        return made.contains(layer) && readers.get(layer) == 1;
    }
}

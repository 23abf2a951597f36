package io.fixres.training.network;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a phase's network divides: layers before the first live one compute a pure function of the image, whose values at
 * the cut can be stored.
 *
 * @param layers number of layers before the cut
 * @param cut sizes of the outputs that cross it, by layer name, in the network's order
 */
public record FrozenPart(int layers, Map<String, LayerShapes.Size> cut) {
    static FrozenPart of(Network network, int firstLive, int resolution) {
        List<Layer> all = network.layers();
        Set<String> before = new LinkedHashSet<>();
        all.subList(0, firstLive).forEach(layer -> before.add(layer.name()));
        Map<String, LayerShapes.Size> sizes = LayerShapes.of(network, resolution);
        Map<String, LayerShapes.Size> cut = new LinkedHashMap<>();
        for (String name : before) {
            boolean crosses = all.subList(firstLive, all.size()).stream()
                    .anyMatch(layer -> layer.inputs().contains(name));
            if (crosses) {
                cut.put(name, sizes.get(name));
            }
        }
        return new FrozenPart(firstLive, cut);
    }

    /** Values of one image at the cut. */
    public int values() {
        return cut.values().stream().mapToInt(LayerShapes.Size::values).sum();
    }
}

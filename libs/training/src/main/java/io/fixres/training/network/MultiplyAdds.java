package io.fixres.training.network;

import java.util.HashMap;
import java.util.Map;

/** Counts the multiply-adds of convolutions and dense layers for one square image, as published tables do. */
public final class MultiplyAdds {
    private MultiplyAdds() {}

    /**
     * Of one forward pass.
     *
     * @param resolution height and width of the image in pixels
     */
    public static long of(Network network, int resolution) {
        Map<String, Integer> sides = new HashMap<>(Map.of(Network.INPUT, resolution));
        long total = 0;
        for (Layer layer : network.layers()) {
            int in = sides.get(layer.inputs().get(0));
            int out = side(layer, in);
            sides.put(layer.name(), out);
            if (layer instanceof Layer.Convolution c) {
                total += (long) out * out * c.kernel() * c.kernel() * c.inputChannels() * c.outputChannels();
            } else if (layer instanceof Layer.Dense d) {
                total += (long) d.inputFeatures() * d.outputFeatures();
            }
        }
        return total;
    }

    private static int side(Layer layer, int in) {
        if (layer instanceof Layer.Convolution c) {
            return (in + 2 * c.padding() - c.kernel()) / c.stride() + 1;
        }
        if (layer instanceof Layer.MaxPool m) {
            return (in + 2 * m.padding() - m.window()) / m.stride() + 1;
        }
        return layer instanceof Layer.GlobalAveragePool ? 1 : in;
    }
}

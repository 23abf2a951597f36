package io.fixres.training.network;

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
        Map<String, LayerShapes.Size> sizes = LayerShapes.of(network, resolution);
        long total = 0;
        for (Layer layer : network.layers()) {
            int out = sizes.get(layer.name()).side();
            if (layer instanceof Layer.Convolution c) {
                total += (long) out * out * c.kernel() * c.kernel() * c.inputChannels() * c.outputChannels();
            } else if (layer instanceof Layer.Dense d) {
                total += (long) d.inputFeatures() * d.outputFeatures();
            }
        }
        return total;
    }
}

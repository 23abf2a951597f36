package io.fixres.training.network;

import java.util.HashMap;
import java.util.Map;

/** Sizes of every layer's output for square images. */
final class LayerShapes {
    /**
     * Output of one layer for one image.
     *
     * @param side height and width; 1 for vectors
     * @param vector whether height and width are gone
     */
    record Size(int channels, int side, boolean vector) {
        static Size map(int channels, int side) {
            return new Size(channels, side, false);
        }

        static Size vector(int channels) {
            return new Size(channels, 1, true);
        }

        /** Number of values. */
        int values() {
            return channels * side * side;
        }
    }

    private static final int COLOURS = 3;

    private LayerShapes() {}

    /** By layer name; the images are {@link Network#INPUT}. */
    static Map<String, Size> of(Network network, int resolution) {
        Map<String, Size> sizes = new HashMap<>(Map.of(Network.INPUT, Size.map(COLOURS, resolution)));
        for (Layer layer : network.layers()) {
            sizes.put(layer.name(), size(layer, sizes.get(layer.inputs().get(0))));
        }
        return sizes;
    }

    private static Size size(Layer layer, Size in) {
        if (layer instanceof Layer.Convolution c) {
            return Size.map(c.outputChannels(), (in.side() + 2 * c.padding() - c.kernel()) / c.stride() + 1);
        }
        if (layer instanceof Layer.MaxPool m) {
            return Size.map(in.channels(), (in.side() + 2 * m.padding() - m.window()) / m.stride() + 1);
        }
        if (layer instanceof Layer.GlobalAveragePool) {
            return Size.vector(in.channels());
        }
        return layer instanceof Layer.Dense d ? Size.vector(d.outputFeatures()) : in;
    }
}

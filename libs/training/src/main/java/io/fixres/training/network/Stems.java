package io.fixres.training.network;

import io.fixres.contracts.recipe.NetworkSpec;

/** The first layers of pre-activation networks; they have no norm, the first block begins with one. */
final class Stems {
    private Stems() {}

    /**
     * Adds a stem.
     *
     * @return name of its last layer
     */
    static String add(NetworkBuilder network, NetworkSpec.Stem stem, int channels, boolean bias) {
        return switch (stem) {
            case IMAGENET -> {
                String convolution = network.convolution("conv1_conv", Network.INPUT, 3, channels, 7, 2, bias);
                yield network.maxPool("pool1_pool", convolution, 3, 2, 1);
            }
            case SMALL -> network.convolution("conv1_conv", Network.INPUT, 3, channels, 3, 1, bias);
        };
    }
}

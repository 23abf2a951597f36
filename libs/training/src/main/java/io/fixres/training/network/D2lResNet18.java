package io.fixres.training.network;

import io.fixres.contracts.recipe.NetworkSpec;

/**
 * The 18-layer network of Dive into Deep Learning's chapter on image augmentation ({@code d2l.resnet18}, PyTorch, book
 * 1.0): a 3 x 3 stem without a pool, convolutions with biases, a shortcut of one 1 x 1 convolution without a norm. Names
 * are those of the book's {@code state_dict}; pixels are scaled as the book's recipes here do, to [-1, 1].
 */
final class D2lResNet18 {
    static final String NAME = "d2l_resnet18";
    private static final int STAGES = 4;
    private static final int BLOCKS = 2;

    private D2lResNet18() {}

    static Network build(NetworkSpec spec, int classes) {
        NetworkBuilder network = new NetworkBuilder();
        int width = spec.width().orElse(64);
        boolean small = spec.stem().orElse(NetworkSpec.Stem.SMALL) == NetworkSpec.Stem.SMALL;
        String x = network.convolution("0", Network.INPUT, 3, width, small ? 3 : 7, small ? 1 : 2, true);
        x = network.relu("2", network.batchNorm("1", x, width));
        x = small ? x : network.maxPool("3", x, 3, 2, 1);
        int channels = width;
        for (int stage = 0; stage < STAGES; stage++) {
            int filters = width << stage;
            for (int block = 0; block < BLOCKS; block++) {
                String name = "resnet_block" + (stage + 1) + "." + block;
                x = residual(network, name, x, channels, filters, block == 0 && stage > 0);
                channels = filters;
            }
        }
        network.head("fc.1", x, channels, classes);
        BatchNormSettings batchNorm = BatchNormSettings.PYTORCH.with(spec);
        return new Network(
                spec,
                classes,
                network.layers(),
                batchNorm,
                Initializer.D2L_XAVIER_UNIFORM,
                InputScaling.TF,
                Naming.TORCH,
                "resnet_block4.1.bn2",
                "fc.1");
    }

    private static String residual(
            NetworkBuilder network, String name, String x, int channels, int filters, boolean projects) {
        int stride = projects ? 2 : 1;
        String y = network.convolution(name + ".conv1", x, channels, filters, 3, stride, true);
        y = network.relu(name + ".relu1", network.batchNorm(name + ".bn1", y, filters));
        y = network.convolution(name + ".conv2", y, filters, filters, 3, 1, true);
        y = network.batchNorm(name + ".bn2", y, filters);
        String shortcut = projects ? network.convolution(name + ".conv3", x, channels, filters, 1, stride, true) : x;
        return network.relu(name + ".relu", network.sum(name + ".add", y, shortcut));
    }
}

package io.fixres.training.network;

import io.fixres.contracts.recipe.NetworkSpec;

/**
 * ResNet50V2 as keras.applications builds it: bottleneck blocks with pre-activation (He et al., ECCV 2016), the stride
 * in the last block of a stage, there with a 1 x 1 max pool on the identity path, biases on the first, projecting and
 * last convolutions, batch norm epsilon 1.001e-5 and momentum .99. Width 64 and the ImageNet stem are Keras' own;
 * another width scales all stages.
 */
final class KerasResNet50V2 {
    static final String NAME = "keras_resnet50v2";
    private static final int[] BLOCKS = {3, 4, 6, 3};
    private static final int EXPANSION = 4;

    private KerasResNet50V2() {}

    static Network build(NetworkSpec spec, int classes) {
        NetworkBuilder network = new NetworkBuilder();
        int width = spec.width().orElse(64);
        String x = Stems.add(network, spec.stem().orElse(NetworkSpec.Stem.IMAGENET), width, true);
        int channels = width;
        for (int stage = 0; stage < BLOCKS.length; stage++) {
            int filters = width << stage;
            for (int block = 1; block <= BLOCKS[stage]; block++) {
                boolean strided = block == BLOCKS[stage] && stage < BLOCKS.length - 1;
                String name = "conv" + (stage + 2) + "_block" + block;
                x = block(network, name, x, channels, filters, strided ? 2 : 1, block == 1);
                channels = EXPANSION * filters;
            }
        }
        x = network.batchNormRelu("post", x, channels);
        network.head("head", x, channels, classes);
        BatchNormSettings batchNorm =
                new BatchNormSettings(0.99, 1.001e-5, NetworkSpec.BatchNormVariance.BIASED).with(spec);
        return new Network(
                spec,
                classes,
                network.layers(),
                batchNorm,
                Initializer.GLOROT_UNIFORM,
                InputScaling.TF,
                Naming.KERAS,
                "post_bn",
                "head");
    }

    private static String block(
            NetworkBuilder network, String name, String x, int channels, int filters, int stride, boolean projects) {
        String active = network.batchNormRelu(name + "_preact", x, channels);
        String y = network.convolution(name + "_1_conv", active, channels, filters, 1, 1, false);
        y = network.batchNormRelu(name + "_1", y, filters);
        y = network.convolution(name + "_2_conv", y, filters, filters, 3, stride, false);
        y = network.batchNormRelu(name + "_2", y, filters);
        String shortcut = x;
        if (projects) {
            shortcut = network.convolution(name + "_0_conv", active, channels, EXPANSION * filters, 1, 1, true);
        } else if (stride > 1) {
            shortcut = network.maxPool(name + "_0_pool", x, 1, stride, 0);
        }
        y = network.convolution(name + "_3_conv", y, filters, EXPANSION * filters, 1, 1, true);
        return network.sum(name + "_out", shortcut, y);
    }
}

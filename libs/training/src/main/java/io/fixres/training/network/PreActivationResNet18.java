package io.fixres.training.network;

import io.fixres.contracts.recipe.NetworkSpec;

/**
 * The 18-layer pre-activation ResNet (He et al., "Identity mappings in deep residual networks", ECCV 2016): four stages
 * of two blocks of two 3 x 3 convolutions, the stride in the first block of a stage, a 1 x 1 projection of the
 * pre-activation where the shape changes. Width 32 and the stem for small images by default; batch norm epsilon 1e-5,
 * momentum .9.
 */
final class PreActivationResNet18 {
    static final String NAME = "preact_resnet18";
    private static final int STAGES = 4;
    private static final int BLOCKS = 2;

    private PreActivationResNet18() {}

    static Network build(NetworkSpec spec, int classes) {
        NetworkBuilder network = new NetworkBuilder();
        int width = spec.width().orElse(32);
        String x = Stems.add(network, spec.stem().orElse(NetworkSpec.Stem.SMALL), width, false);
        int channels = width;
        for (int stage = 0; stage < STAGES; stage++) {
            int filters = width << stage;
            for (int block = 1; block <= BLOCKS; block++) {
                String name = "conv" + (stage + 2) + "_block" + block;
                x = block(network, name, x, channels, filters, block == 1 && stage > 0 ? 2 : 1);
                channels = filters;
            }
        }
        x = network.batchNormRelu("post", x, channels);
        network.head("head", x, channels, classes);
        BatchNormSettings batchNorm = BatchNormSettings.PYTORCH.with(spec);
        return new Network(
                spec,
                classes,
                network.layers(),
                batchNorm,
                Initializer.HE_UNIFORM,
                InputScaling.TF,
                Naming.KERAS,
                "post_bn",
                "head");
    }

    private static String block(NetworkBuilder network, String name, String x, int channels, int filters, int stride) {
        String active = network.batchNormRelu(name + "_preact", x, channels);
        String shortcut = stride == 1 && channels == filters
                ? x
                : network.convolution(name + "_0_conv", active, channels, filters, 1, stride, false);
        String y = network.convolution(name + "_1_conv", active, channels, filters, 3, stride, false);
        y = network.batchNormRelu(name + "_1", y, filters);
        y = network.convolution(name + "_2_conv", y, filters, filters, 3, 1, false);
        return network.sum(name + "_out", shortcut, y);
    }
}

package io.fixres.training.network;

import io.fixres.contracts.recipe.NetworkSpec;

/**
 * ResNet-18 and ResNet-50 as torchvision 0.22 lays them out (He et al., CVPR 2016; the 50-layer one with the stride in
 * the 3 x 3 convolution), so that its published weights load: names, ImageNet normalisation, batch norm epsilon 1e-5 and
 * momentum .9 (PyTorch's .1). The last batch norm of FixRes is the one of the last block, {@code layer4.1.bn2} or {@code
 * layer4.2.bn3}.
 */
final class TorchvisionResNet {
    static final String RESNET18 = "resnet18";
    static final String RESNET50 = "resnet50";

    private static final int WIDTH = 64;

    private final NetworkBuilder network = new NetworkBuilder();
    private final boolean bottleneck;
    private final int[] blocks;

    private TorchvisionResNet(boolean bottleneck, int... blocks) {
        this.bottleneck = bottleneck;
        this.blocks = blocks;
    }

    static Network resnet18(NetworkSpec spec, int classes) {
        return new TorchvisionResNet(false, 2, 2, 2, 2).build(spec, classes);
    }

    static Network resnet50(NetworkSpec spec, int classes) {
        return new TorchvisionResNet(true, 3, 4, 6, 3).build(spec, classes);
    }

    private Network build(NetworkSpec spec, int classes) {
        int width = spec.width().orElse(WIDTH);
        String x = stem(spec.stem().orElse(NetworkSpec.Stem.IMAGENET), width);
        int channels = width;
        for (int stage = 0; stage < blocks.length; stage++) {
            int filters = width << stage;
            for (int block = 0; block < blocks[stage]; block++) {
                int stride = block == 0 && stage > 0 ? 2 : 1;
                String name = "layer" + (stage + 1) + "." + block;
                x = bottleneck
                        ? bottleneck(name, x, channels, filters, stride)
                        : basic(name, x, channels, filters, stride);
                channels = bottleneck ? 4 * filters : filters;
            }
        }
        network.head("fc", x, channels, classes);
        BatchNormSettings batchNorm = BatchNormSettings.PYTORCH.with(spec);
        String last = "layer4." + (blocks[3] - 1) + (bottleneck ? ".bn3" : ".bn2");
        return new Network(
                spec,
                classes,
                network.layers(),
                batchNorm,
                Initializer.HE_NORMAL_FAN_OUT,
                InputScaling.IMAGENET,
                Naming.TORCH,
                last,
                "fc");
    }

    private String stem(NetworkSpec.Stem stem, int width) {
        boolean small = stem == NetworkSpec.Stem.SMALL;
        String x = network.convolution("conv1", Network.INPUT, 3, width, small ? 3 : 7, small ? 1 : 2, false);
        x = network.relu("relu", network.batchNorm("bn1", x, width));
        return small ? x : network.maxPool("maxpool", x, 3, 2, 1);
    }

    private String basic(String name, String x, int channels, int filters, int stride) {
        String y = network.convolution(name + ".conv1", x, channels, filters, 3, stride, false);
        y = network.relu(name + ".relu1", network.batchNorm(name + ".bn1", y, filters));
        y = network.convolution(name + ".conv2", y, filters, filters, 3, 1, false);
        y = network.batchNorm(name + ".bn2", y, filters);
        return join(name, shortcut(name, x, channels, filters, stride), y);
    }

    private String bottleneck(String name, String x, int channels, int filters, int stride) {
        String y = network.convolution(name + ".conv1", x, channels, filters, 1, 1, false);
        y = network.relu(name + ".relu1", network.batchNorm(name + ".bn1", y, filters));
        y = network.convolution(name + ".conv2", y, filters, filters, 3, stride, false);
        y = network.relu(name + ".relu2", network.batchNorm(name + ".bn2", y, filters));
        y = network.convolution(name + ".conv3", y, filters, 4 * filters, 1, 1, false);
        y = network.batchNorm(name + ".bn3", y, 4 * filters);
        return join(name, shortcut(name, x, channels, 4 * filters, stride), y);
    }

    private String shortcut(String name, String x, int channels, int outputs, int stride) {
        if (stride == 1 && channels == outputs) {
            return x;
        }
        String y = network.convolution(name + ".downsample.0", x, channels, outputs, 1, stride, false);
        return network.batchNorm(name + ".downsample.1", y, outputs);
    }

    private String join(String name, String shortcut, String y) {
        return network.relu(name + ".relu", network.sum(name + ".add", shortcut, y));
    }
}

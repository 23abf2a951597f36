package io.fixres.contracts.recipe;

import java.util.Objects;
import java.util.Optional;

/**
 * Which network.
 *
 * @param name of the architecture: {@code keras_resnet50v2}, {@code preact_resnet18}, …
 * @param width channels of the first stage; default the architecture's
 * @param stem first layers, for architectures that offer a choice; default the architecture's
 * @param precision of convolutions; default fp32
 * @param batchNormMomentum share of the moving statistics kept at each step (Keras' meaning); default the architecture's
 * @param batchNormVariance which batch variance enters the moving one; default the architecture's
 * @param inputScaling how pixels become the first layer's numbers; default the architecture's
 * @param initialWeights object key or {@code file:} address of a safetensors file to start from; default random
 */
public record NetworkSpec(
        String name,
        Optional<Integer> width,
        Optional<Stem> stem,
        Precision precision,
        Optional<Double> batchNormMomentum,
        Optional<BatchNormVariance> batchNormVariance,
        Optional<InputScaling> inputScaling,
        Optional<String> initialWeights) {
    public NetworkSpec {
        Objects.requireNonNull(name, "network.name is missing");
        precision = precision == null ? Precision.FP32 : precision;
        batchNormMomentum.ifPresent(m -> {
            if (!(m >= 0 && m < 1)) {
                throw new IllegalArgumentException(
                        "batch_norm_momentum is " + m + " but must be at least 0 and under 1");
            }
        });
        width.ifPresent(w -> {
            if (w < 4 || w > 1024) {
                throw new IllegalArgumentException("width is " + w + " but must be 4 to 1024 channels");
            }
        });
    }

    /** The first layers: a 7 x 7 convolution of stride 2 and a pool, or one 3 x 3 convolution for small images. */
    public enum Stem {
        IMAGENET,
        SMALL
    }

    /** Arithmetic of convolutions; weights, statistics and losses are always float32. */
    public enum Precision {
        FP32,
        BF16
    }

    /** Normalisations of pixels x, 0 to 255, by name. */
    public enum InputScaling {
        /** x / 127.5 - 1: Keras' {@code tf} mode, also timm's "inception" mean and deviation of one half. */
        KERAS,
        /** (x / 255 - mean) / deviation of ImageNet, as torchvision's published weights expect. */
        IMAGENET,
        /** x / 255: torchvision's {@code ToTensor} alone, as Dive into Deep Learning has it. */
        UNIT
    }

    /** Keras keeps the biased batch variance, PyTorch the unbiased one. */
    public enum BatchNormVariance {
        BIASED,
        UNBIASED
    }
}

package io.fixres.training.network;

import io.fixres.contracts.sampling.CounterRandom;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How a network starts. Betas and moving means start at 0, gammas and moving variances at 1, biases at 0 unless said
 * otherwise. A start value is a pure function of seed and name, whatever the other variables.
 */
public enum Initializer {
    /** Uniform within ±sqrt(6 / (fan in + fan out)): Glorot and Bengio, AISTATS 2010; Keras' default. */
    GLOROT_UNIFORM,
    /** Convolutions uniform within ±sqrt(6 / fan in): He et al., ICCV 2015; the head as {@link #GLOROT_UNIFORM}. */
    HE_UNIFORM,
    /**
     * Convolutions normal with variance 2 / fan out, the head and its bias uniform within ±1 / sqrt(fan in), as
     * torchvision's ResNet begins.
     */
    HE_NORMAL_FAN_OUT,
    /**
     * Kernels as {@link #GLOROT_UNIFORM}, biases uniform within ±1 / sqrt(fan in): what {@code xavier_uniform_} on all
     * weights of a PyTorch network leaves, as in Dive into Deep Learning.
     */
    D2L_XAVIER_UNIFORM;

    /**
     * Fills a buffer with the start value of a variable.
     *
     * @param kernel of the variable's layer, for biases; the variable itself if it is one
     */
    void fill(Variable variable, Variable kernel, long seed, FloatBuffer out) {
        CounterRandom random = CounterRandom.of(seed, key(Naming.KERAS.name(variable.layer(), variable.kind())));
        switch (variable.kind()) {
            case KERNEL -> kernel(variable, random, out);
            case BIAS -> bias(kernel, random, out);
            case GAMMA, MOVING_VARIANCE -> constant(1, out);
            case BETA, MOVING_MEAN -> constant(0, out);
        }
    }

    private void kernel(Variable kernel, CounterRandom random, FloatBuffer out) {
        boolean convolution = kernel.shape().size() == 4;
        switch (this) {
            case GLOROT_UNIFORM, D2L_XAVIER_UNIFORM -> uniform(glorot(kernel), random, out);
            case HE_UNIFORM -> uniform(convolution ? Math.sqrt(6.0 / kernel.fanIn()) : glorot(kernel), random, out);
            case HE_NORMAL_FAN_OUT -> {
                if (convolution) {
                    normal(Math.sqrt(2.0 / kernel.fanOut()), random, out);
                } else {
                    uniform(1 / Math.sqrt(kernel.fanIn()), random, out);
                }
            }
        }
    }

    private void bias(Variable kernel, CounterRandom random, FloatBuffer out) {
        switch (this) {
            case GLOROT_UNIFORM, HE_UNIFORM -> constant(0, out);
            case HE_NORMAL_FAN_OUT, D2L_XAVIER_UNIFORM -> uniform(1 / Math.sqrt(kernel.fanIn()), random, out);
        }
    }

    private static double glorot(Variable kernel) {
        return Math.sqrt(6.0 / (kernel.fanIn() + kernel.fanOut()));
    }

    private static void uniform(double limit, CounterRandom random, FloatBuffer out) {
        while (out.hasRemaining()) {
            out.put((float) random.nextDouble(-limit, limit));
        }
    }

    /** Box and Muller's form; {@link StrictMath}, so that every machine starts from the same bits. */
    private static void normal(double deviation, CounterRandom random, FloatBuffer out) {
        while (out.hasRemaining()) {
            double radius = deviation * StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double angle = 2 * StrictMath.PI * random.nextDouble();
            out.put((float) (radius * StrictMath.cos(angle)));
            if (out.hasRemaining()) {
                out.put((float) (radius * StrictMath.sin(angle)));
            }
        }
    }

    private static void constant(float value, FloatBuffer out) {
        while (out.hasRemaining()) {
            out.put(value);
        }
    }

    /** FNV-1a, 64 bit, of the name. */
    private static long key(String name) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }
}

package io.fixres.training.network;

import io.fixres.contracts.sampling.CounterRandom;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;

/** How kernels start. Biases, betas and moving means start at 0, gammas and moving variances at 1. */
public enum Initializer {
    /** Uniform within ±sqrt(6 / (fan in + fan out)): Glorot and Bengio, AISTATS 2010; Keras' default. */
    GLOROT_UNIFORM,
    /** Uniform within ±sqrt(6 / fan in): He et al., ICCV 2015, for layers that feed a ReLU. */
    HE_UNIFORM;

    /**
     * Fills a buffer with the start value of a variable: a pure function of seed and name, whatever the other variables.
     * Kernels of dense layers are always Glorot's.
     */
    public void fill(Variable variable, long seed, FloatBuffer out) {
        switch (variable.kind()) {
            case KERNEL -> uniform(limit(variable), CounterRandom.of(seed, key(variable.name())), out);
            case GAMMA, MOVING_VARIANCE -> constant(1, out);
            case BIAS, BETA, MOVING_MEAN -> constant(0, out);
        }
    }

    private double limit(Variable kernel) {
        boolean he = this == HE_UNIFORM && kernel.shape().size() == 4;
        return Math.sqrt(6.0 / (he ? kernel.fanIn() : kernel.fanIn() + kernel.fanOut()));
    }

    private static void uniform(double limit, CounterRandom random, FloatBuffer out) {
        while (out.hasRemaining()) {
            out.put((float) random.nextDouble(-limit, limit));
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

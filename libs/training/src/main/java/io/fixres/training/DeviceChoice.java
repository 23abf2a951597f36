package io.fixres.training;

/** Which processor computes. */
public enum DeviceChoice {
    /** The first GPU where there is one, else the CPU. */
    AUTO,
    CPU,
    CUDA
}

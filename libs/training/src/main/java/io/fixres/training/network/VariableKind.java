package io.fixres.training.network;

import java.util.Locale;

/** The role of a variable; its lower-case name is the last part of the variable's name. */
public enum VariableKind {
    KERNEL,
    BIAS,
    GAMMA,
    BETA,
    MOVING_MEAN,
    MOVING_VARIANCE;

    /** As Keras writes it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether batches update it instead of gradients. */
    public boolean isStatistic() {
        return this == MOVING_MEAN || this == MOVING_VARIANCE;
    }
}

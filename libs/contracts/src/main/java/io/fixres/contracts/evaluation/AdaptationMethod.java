package io.fixres.contracts.evaluation;

import java.util.Locale;

/** What is done to a network, without labels and without training, before it is scored at another resolution. */
public enum AdaptationMethod {
    /** Nothing. */
    NONE,
    /**
     * Pooled features are scaled and shifted, all by the same two numbers, so that their distribution is the one at the
     * training resolution (Touvron et al., "Fixing the train-test resolution discrepancy", NeurIPS 2019, parametric
     * adaptation).
     */
    PARAMETRIC;

    /** How recipes and texts call it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of a transform with that of the method behind it, unless nothing is done. */
    public String after(String transform, String separator) {
        return this == NONE ? transform : transform + separator + id();
    }
}

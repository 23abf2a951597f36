package io.fixres.training.evaluation;

import io.fixres.contracts.evaluation.FittedAdaptation;

/** What becomes of a pooled feature x before the classifier reads it: scale * x + shift. */
public record AffineMap(double scale, double shift) {
    /** Changes nothing. */
    public static final AffineMap IDENTITY = new AffineMap(1, 0);

    /** What was fitted. */
    public static AffineMap of(FittedAdaptation fitted) {
        return new AffineMap(fitted.scale(), fitted.shift());
    }

    /** Whether it changes nothing. */
    public boolean isIdentity() {
        return equals(IDENTITY);
    }

    /** The map of many values, rounded to float. */
    public float[] of(float[] values) {
        float[] mapped = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            mapped[i] = (float) (scale * values[i] + shift);
        }
        return mapped;
    }
}

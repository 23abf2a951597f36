package io.fixres.training.evaluation;

/** What becomes of a pooled feature x before the classifier reads it: scale * x + shift. */
public record AffineMap(double scale, double shift) {
    /** Changes nothing. */
    public static final AffineMap IDENTITY = new AffineMap(1, 0);

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

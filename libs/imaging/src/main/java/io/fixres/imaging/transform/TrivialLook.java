package io.fixres.imaging.transform;

import io.fixres.contracts.transform.TransformStep.Interpolation;
import org.opencv.core.Mat;

/** The 14 operations of TrivialAugment (Wide), with the ranges of torchvision 0.22's {@code TrivialAugmentWide}. */
enum TrivialLook {
    IDENTITY(0, 0, false),
    SHEAR_X(0, 0.99f, true),
    SHEAR_Y(0, 0.99f, true),
    TRANSLATE_X(0, 32, true),
    TRANSLATE_Y(0, 32, true),
    ROTATE(0, 135, true),
    BRIGHTNESS(0, 0.99f, true),
    COLOR(0, 0.99f, true),
    CONTRAST(0, 0.99f, true),
    SHARPNESS(0, 0.99f, true),
    /** Bits that are kept: 8 to 2. */
    POSTERIZE(8, 2, false),
    /** Share of 255 from which values are inverted. */
    SOLARIZE(1, 0, false),
    AUTO_CONTRAST(0, 0, false),
    EQUALIZE(0, 0, false);

    /** How many strengths there are. */
    static final int BINS = 31;

    private final float first;
    private final float last;
    private final boolean signed;

    TrivialLook(float first, float last, boolean signed) {
        this.first = first;
        this.last = last;
        this.signed = signed;
    }

    /** Whether the strength may be negative as well. */
    boolean signed() {
        return signed;
    }

    /**
     * Strength of a bin, 0 to 30: evenly spaced in single precision, counted from the nearer end with one rounding, as
     * {@code torch.linspace} counts.
     */
    double magnitude(int bin) {
        if (this == POSTERIZE) {
            return Math.rint(8 - bin / 5.0);
        }
        float step = (last - first) / (BINS - 1);
        return bin < BINS / 2 ? Math.fma(step, bin, first) : Math.fma(-step, BINS - 1 - bin, last);
    }

    /** The changed image: a new one, or the same. */
    Mat apply(Mat image, double magnitude, Interpolation interpolation) {
        return switch (this) {
            case IDENTITY -> image;
            case SHEAR_X -> Affine.shearX(magnitude).apply(image, interpolation);
            case SHEAR_Y -> Affine.shearY(magnitude).apply(image, interpolation);
            case TRANSLATE_X -> Affine.translation((int) magnitude, 0).apply(image, interpolation);
            case TRANSLATE_Y -> Affine.translation(0, (int) magnitude).apply(image, interpolation);
            case ROTATE ->
                Affine.rotation(magnitude, image.cols(), image.rows()).apply(image, interpolation);
            case SHARPNESS -> Sharpness.apply(image, 1 + magnitude);
            default -> PixelArrays.changed(image, (rgb, width, height) -> colour(rgb, width * height * 3, magnitude));
        };
    }

    private void colour(byte[] rgb, int length, double magnitude) {
        switch (this) {
            case BRIGHTNESS -> PillowColours.brightness(rgb, length, 1 + magnitude);
            case COLOR -> PillowColours.saturation(rgb, length, 1 + magnitude);
            case CONTRAST -> PillowColours.contrast(rgb, length, 1 + magnitude);
            case POSTERIZE -> PillowColours.posterize(rgb, length, (int) magnitude);
            case SOLARIZE -> PillowColours.solarize(rgb, length, 255 * magnitude);
            case AUTO_CONTRAST -> PillowColours.autocontrast(rgb, length);
            case EQUALIZE -> PillowColours.equalize(rgb, length);
            default -> throw new IllegalStateException(this + " is no change of colour");
        }
    }
}

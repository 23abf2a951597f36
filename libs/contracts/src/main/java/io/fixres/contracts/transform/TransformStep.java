package io.fixres.contracts.transform;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;
import java.util.Locale;

/**
 * One step of a transform. As text it is a name, or a name with parameters: {@code hflip}, {@code {center_crop: {size:
 * 224}}}. Sizes are pixels, shares are 0 to 1. A parameter that is left out takes the default stated here.
 */
@JsonSerialize(using = TransformStepCodec.Serializer.class)
@JsonDeserialize(using = TransformStepCodec.Deserializer.class)
public sealed interface TransformStep {
    /** How pixel values between samples are found. */
    enum Interpolation {
        /** The pixel in which the centre falls: PIL's, TensorFlow's, and torchvision's {@code NEAREST_EXACT}. */
        NEAREST,
        BILINEAR,
        /** Keys' cubic with a = -0.5, as PIL, TensorFlow, and torchvision with antialias have it. */
        BICUBIC,
        /** Mean of what a pixel covers, TensorFlow's {@code ResizeArea}; antialias is of no account. */
        AREA
    }

    /** Whose arithmetic changes of colour follow; the two differ by a few levels in hue, else by one at most. */
    enum Arithmetic {
        /** torchvision's functions for tensors. */
        TENSOR,
        /** Pillow, which torchvision uses for PIL images: hue in 8 bits. */
        PILLOW
    }

    /** Where a centre lies that falls between two pixels. */
    enum Rounding {
        /** At the even one, as torchvision and FixRes have it. */
        EVEN,
        /** At the upper left one, as Keras 3 has it. */
        DOWN
    }

    /** What an erased box is filled with. */
    enum Fill {
        /** ImageNet's mean colour, (124, 116, 104): what torchvision's 0 is after normalisation. */
        MEAN,
        /** Zeros: torchvision's 0 before normalisation. */
        BLACK,
        /** Normal noise with ImageNet's mean and deviation: torchvision's {@code random} after normalisation. */
        NOISE
    }

    /** Whose way of drawing a random resized crop. */
    enum Sampler {
        /** torchvision 0.22 {@code RandomResizedCrop.get_params}: area uniform, logarithm of the ratio uniform. */
        TORCHVISION,
        /** TensorFlow 2.18 {@code sample_distorted_bounding_box}: ratio uniform, then height uniform. */
        TENSORFLOW
    }

    /** Resizes to size x size whatever the shape was. Default: bilinear, antialias as torchvision. */
    record Squash(int size, Interpolation interpolation, Boolean antialias) implements TransformStep {
        public Squash {
            positive("squash.size", size);
            interpolation = interpolation == null ? Interpolation.BILINEAR : interpolation;
            antialias = antialias == null || antialias;
        }
    }

    /** Resizes so that the short side is size, keeping the shape (torchvision's rounding of the long side). */
    record ResizeShort(int size, Interpolation interpolation, Boolean antialias) implements TransformStep {
        public ResizeShort {
            positive("resize_short.size", size);
            interpolation = interpolation == null ? Interpolation.BILINEAR : interpolation;
            antialias = antialias == null || antialias;
        }
    }

    /** Resizes so that the long side is size, keeping the shape. */
    record ResizeLong(int size, Interpolation interpolation, Boolean antialias) implements TransformStep {
        public ResizeLong {
            positive("resize_long.size", size);
            interpolation = interpolation == null ? Interpolation.BILINEAR : interpolation;
            antialias = antialias == null || antialias;
        }
    }

    /** Cuts size x size from the centre; a smaller image is padded with zeros, as torchvision does. Default: even. */
    record CenterCrop(int size, Rounding rounding) implements TransformStep {
        public CenterCrop {
            positive("center_crop.size", size);
            rounding = rounding == null ? Rounding.EVEN : rounding;
        }

        /** torchvision's. */
        public CenterCrop(int size) {
            this(size, null);
        }
    }

    /** Cuts size x size at a uniform place. */
    record RandomCrop(int size) implements TransformStep {
        public RandomCrop {
            positive("random_crop.size", size);
        }
    }

    /** The FixRes fine-tuning crop: vertically centred, shifted horizontally by a uniform amount either way. */
    record ShiftedCenterCrop(int size) implements TransformStep {
        public ShiftedCenterCrop {
            positive("shifted_center_crop.size", size);
        }
    }

    /**
     * Cuts a random box and resizes it to size x size. Default: scale (share of the area) .08 to 1, ratio (width to
     * height) 3/4 to 4/3, torchvision's sampler, bilinear, antialias.
     */
    record RandomResizedCrop(
            int size,
            List<Double> scale,
            List<Double> ratio,
            Sampler sampler,
            Interpolation interpolation,
            Boolean antialias)
            implements TransformStep {
        public RandomResizedCrop {
            positive("random_resized_crop.size", size);
            scale = scale == null ? List.of(0.08, 1.0) : List.copyOf(scale);
            ratio = ratio == null ? List.of(3.0 / 4.0, 4.0 / 3.0) : List.copyOf(ratio);
            sampler = sampler == null ? Sampler.TORCHVISION : sampler;
            interpolation = interpolation == null ? Interpolation.BILINEAR : interpolation;
            antialias = antialias == null || antialias;
            range("random_resized_crop.scale", scale, 1.0);
            range("random_resized_crop.ratio", ratio, Double.MAX_VALUE);
        }
    }

    /** Mirrors left to right with probability p. Default .5. */
    record Hflip(Double p) implements TransformStep {
        public Hflip {
            p = p == null ? 0.5 : p;
            share("hflip.p", p);
        }
    }

    /** Mirrors top to bottom with probability p. Default .5. */
    record Vflip(Double p) implements TransformStep {
        public Vflip {
            p = p == null ? 0.5 : p;
            share("vflip.p", p);
        }
    }

    /**
     * Changes brightness, contrast, saturation by a factor uniform in [max(0, 1 - v), 1 + v] and hue by a share of the
     * circle uniform in [-v, v], v at most .5, in random order (torchvision 0.22 {@code ColorJitter}). Default 0 each,
     * with the arithmetic of tensors.
     */
    record ColorJitter(Double brightness, Double contrast, Double saturation, Double hue, Arithmetic arithmetic)
            implements TransformStep {
        public ColorJitter {
            arithmetic = arithmetic == null ? Arithmetic.TENSOR : arithmetic;
            brightness = brightness == null ? 0 : brightness;
            contrast = contrast == null ? 0 : contrast;
            saturation = saturation == null ? 0 : saturation;
            hue = hue == null ? 0 : hue;
            if (brightness < 0 || contrast < 0 || saturation < 0 || hue < 0 || hue > 0.5) {
                throw new IllegalArgumentException("color_jitter: brightness " + brightness + ", contrast " + contrast
                        + ", saturation " + saturation + ", hue " + hue
                        + ": need values of at least 0, hue at most 0.5");
            }
        }
    }

    /**
     * One of 14 changes of shape, colour or tone, with a strength of one in 31 (Müller and Hutter, "TrivialAugment", ICCV
     * 2021; torchvision 0.22 {@code TrivialAugmentWide} on PIL images). Default: nearest. What comes from outside is black.
     */
    record TrivialAugment(Interpolation interpolation) implements TransformStep {
        public TrivialAugment {
            interpolation = interpolation == null ? Interpolation.NEAREST : interpolation;
            if (interpolation != Interpolation.NEAREST && interpolation != Interpolation.BILINEAR) {
                throw new IllegalArgumentException("trivial_augment.interpolation is "
                        + interpolation.name().toLowerCase(Locale.ROOT) + " but must be nearest or bilinear");
            }
        }
    }

    /**
     * Overwrites a random box with probability p (torchvision 0.22 {@code RandomErasing}). Default: p .5, scale (share of
     * the area) .02 to .33, ratio (height to width) .3 to 3.3, filled with the mean colour.
     */
    record RandomErasing(Double p, List<Double> scale, List<Double> ratio, Fill fill) implements TransformStep {
        public RandomErasing {
            p = p == null ? 0.5 : p;
            scale = scale == null ? List.of(0.02, 0.33) : List.copyOf(scale);
            ratio = ratio == null ? List.of(0.3, 3.3) : List.copyOf(ratio);
            fill = fill == null ? Fill.MEAN : fill;
            share("random_erasing.p", p);
            range("random_erasing.scale", scale, 1.0);
            range("random_erasing.ratio", ratio, Double.MAX_VALUE);
        }
    }

    /** Ends a list; it changes nothing (images become uint8 HWC RGB in any case). */
    record ToBatch() implements TransformStep {}

    private static void positive(String key, int value) {
        if (value < 1 || value > 4096) {
            throw new IllegalArgumentException(key + " is " + value + " but must be 1 to 4096 pixels");
        }
    }

    private static void share(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(key + " is " + value + " but must be 0 to 1");
        }
    }

    private static void range(String key, List<Double> values, double limit) {
        if (values.size() != 2 || !(values.get(0) > 0) || values.get(0) > values.get(1) || values.get(1) > limit) {
            throw new IllegalArgumentException(
                    key + " is " + values + " but must be [low, high] with 0 < low <= high <= " + limit);
        }
    }
}

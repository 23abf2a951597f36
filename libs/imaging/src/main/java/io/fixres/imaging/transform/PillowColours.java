package io.fixres.imaging.transform;

/**
 * Changes of colour and tone, in place, as Pillow makes them and so torchvision on PIL images: {@code ImageEnhance}
 * (Blend.c, single precision), {@code ImageOps}. Arrays are uint8 RGB triples, of which {@code length} bytes count.
 */
final class PillowColours {
    private PillowColours() {}

    static void brightness(byte[] rgb, int length, double factor) {
        blend(rgb, length, 0, (float) factor);
    }

    /** Blends with the mean grey of the image, rounded. */
    static void contrast(byte[] rgb, int length, double factor) {
        long sum = 0;
        for (int i = 0; i < length; i += 3) {
            sum += grey(rgb, i);
        }
        blend(rgb, length, (int) ((double) sum / (length / 3) + 0.5), (float) factor);
    }

    /** Blends with the grey of each pixel. */
    static void saturation(byte[] rgb, int length, double factor) {
        float share = (float) factor;
        for (int i = 0; i < length; i += 3) {
            int grey = grey(rgb, i);
            for (int c = 0; c < 3; c++) {
                rgb[i + c] = blended(grey, rgb[i + c] & 255, share);
            }
        }
    }

    /** Keeps the highest bits of each value, 0 to 8. */
    static void posterize(byte[] rgb, int length, int bits) {
        int mask = -(1 << 8 - bits);
        for (int i = 0; i < length; i++) {
            rgb[i] = (byte) (rgb[i] & mask);
        }
    }

    /** Inverts values that reach the threshold. */
    static void solarize(byte[] rgb, int length, double threshold) {
        for (int i = 0; i < length; i++) {
            int value = rgb[i] & 255;
            rgb[i] = (byte) (value < threshold ? value : 255 - value);
        }
    }

    /** Stretches each channel from its least and greatest value to 0 and 255. */
    static void autocontrast(byte[] rgb, int length) {
        perChannel(rgb, length, PillowColours::stretched);
    }

    /** Spreads the values of each channel evenly. */
    static void equalize(byte[] rgb, int length) {
        perChannel(rgb, length, PillowColours::equalized);
    }

    /** From how often each value occurs to what it becomes. */
    private interface Levels {
        int[] of(int[] histogram);
    }

    private static void perChannel(byte[] rgb, int length, Levels levels) {
        for (int c = 0; c < 3; c++) {
            int[] histogram = new int[256];
            for (int i = c; i < length; i += 3) {
                histogram[rgb[i] & 255]++;
            }
            int[] changed = levels.of(histogram);
            for (int i = c; i < length; i += 3) {
                rgb[i] = (byte) clipped(changed[rgb[i] & 255]);
            }
        }
    }

    private static int[] stretched(int[] histogram) {
        int low = 0;
        int high = 255;
        while (low < 255 && histogram[low] == 0) {
            low++;
        }
        while (high > 0 && histogram[high] == 0) {
            high--;
        }
        int[] levels = unchanged();
        if (high > low) {
            double scale = 255.0 / (high - low);
            double offset = -low * scale;
            for (int i = 0; i < 256; i++) {
                levels[i] = (int) (i * scale + offset);
            }
        }
        return levels;
    }

    private static int[] equalized(int[] histogram) {
        int sum = 0;
        int last = 0;
        for (int count : histogram) {
            sum += count;
            last = count > 0 ? count : last;
        }
        int step = (sum - last) / 255;
        int[] levels = unchanged();
        int n = step / 2;
        for (int i = 0; i < 256 && step > 0; i++) {
            levels[i] = n / step;
            n += histogram[i];
        }
        return levels;
    }

    private static int[] unchanged() {
        int[] levels = new int[256];
        for (int i = 0; i < 256; i++) {
            levels[i] = i;
        }
        return levels;
    }

    private static void blend(byte[] rgb, int length, int with, float share) {
        byte[] levels = new byte[256];
        for (int value = 0; value < 256; value++) {
            levels[value] = blended(with, value, share);
        }
        for (int i = 0; i < length; i++) {
            rgb[i] = levels[rgb[i] & 255];
        }
    }

    /** From the value {@code with} at share 0 to {@code value} at 1 and beyond; fractions are cut off. */
    static byte blended(int with, int value, float share) {
        return (byte) clipped((int) (with + share * (value - with)));
    }

    private static int clipped(int value) {
        return Math.max(0, Math.min(255, value));
    }

    /** Convert.c: ITU-R 601 in 16-bit fixed point, rounded. */
    private static int grey(byte[] rgb, int at) {
        return ((rgb[at] & 255) * 19595 + (rgb[at + 1] & 255) * 38470 + (rgb[at + 2] & 255) * 7471 + 0x8000) >> 16;
    }
}

package io.fixres.imaging.transform;

/**
 * Changes of colour, in place, on the first {@code length} bytes of uint8 RGB triples: torchvision 0.22's functions for tensors
 * ({@code _functional_tensor.py}), which cut fractions off after each change.
 */
final class Colours {
    private Colours() {}

    static void brightness(byte[] rgb, int length, double factor) {
        blend(rgb, length, factor, 0);
    }

    /** Blends with the mean grey of the image. */
    static void contrast(byte[] rgb, int length, double factor) {
        long sum = 0;
        for (int i = 0; i < length; i += 3) {
            sum += (int) grey(rgb, i);
        }
        double mean = (double) sum / (length / 3);
        blend(rgb, length, factor, (1 - factor) * mean);
    }

    /** A function of the value alone, so 256 results serve all pixels. */
    private static void blend(byte[] rgb, int length, double factor, double offset) {
        byte[] levels = new byte[256];
        for (int value = 0; value < levels.length; value++) {
            levels[value] = level(factor * value + offset);
        }
        for (int i = 0; i < length; i++) {
            rgb[i] = levels[rgb[i] & 255];
        }
    }

    /** Blends with the grey of each pixel. */
    static void saturation(byte[] rgb, int length, double factor) {
        for (int i = 0; i < length; i += 3) {
            double grey = (int) grey(rgb, i);
            for (int c = 0; c < 3; c++) {
                rgb[i + c] = level(factor * (rgb[i + c] & 255) + (1 - factor) * grey);
            }
        }
    }

    /** Turns the hue by a share of the circle, -.5 to .5. */
    static void hue(byte[] rgb, int length, double turn) {
        for (int i = 0; i < length; i += 3) {
            double r = (rgb[i] & 255) / 255.0;
            double g = (rgb[i + 1] & 255) / 255.0;
            double b = (rgb[i + 2] & 255) / 255.0;
            double high = Math.max(r, Math.max(g, b));
            double range = high - Math.min(r, Math.min(g, b));
            if (range == 0) {
                continue;
            }
            double h;
            if (high == r) {
                h = (g - b) / range;
            } else if (high == g) {
                h = 2 + (b - r) / range;
            } else {
                h = 4 + (r - g) / range;
            }
            h = h / 6 + 1 + turn;
            fromHsv(rgb, i, h - Math.floor(h), range / high, high);
        }
    }

    private static void fromHsv(byte[] rgb, int at, double h, double s, double v) {
        int sector = (int) Math.floor(h * 6);
        double f = h * 6 - sector;
        double p = v * (1 - s);
        double q = v * (1 - s * f);
        double t = v * (1 - s * (1 - f));
        switch (sector % 6) {
            case 0 -> put(rgb, at, v, t, p);
            case 1 -> put(rgb, at, q, v, p);
            case 2 -> put(rgb, at, p, v, t);
            case 3 -> put(rgb, at, p, q, v);
            case 4 -> put(rgb, at, t, p, v);
            default -> put(rgb, at, v, p, q);
        }
    }

    /** torchvision turns floats to uint8 with value * (255 + 1 - 1e-3), cut off. */
    private static void put(byte[] rgb, int at, double r, double g, double b) {
        rgb[at] = level(r * 255.999);
        rgb[at + 1] = level(g * 255.999);
        rgb[at + 2] = level(b * 255.999);
    }

    private static double grey(byte[] rgb, int at) {
        return 0.2989 * (rgb[at] & 255) + 0.587 * (rgb[at + 1] & 255) + 0.114 * (rgb[at + 2] & 255);
    }

    private static byte level(double value) {
        return (byte) (int) Math.max(0, Math.min(255, value));
    }
}

package io.fixres.imaging.transform;

/**
 * Turns the hue as torchvision does for PIL images: there and back through HSV of 8 bits (Pillow, Convert.c), which alone
 * moves colours by several levels.
 */
final class PillowHue {
    private PillowHue() {}

    /**
     * In place.
     *
     * @param turn share of the circle, -.5 to .5
     */
    static void turn(byte[] rgb, int length, double turn) {
        int shift = (int) (turn * 255);
        for (int i = 0; i < length; i += 3) {
            int r = rgb[i] & 255;
            int g = rgb[i + 1] & 255;
            int b = rgb[i + 2] & 255;
            int high = Math.max(r, Math.max(g, b));
            int low = Math.min(r, Math.min(g, b));
            if (high > low) {
                float range = high - low;
                int saturation = (int) (range / high * 255.0);
                put(rgb, i, hue(r, g, b, high, range) + shift & 255, saturation, high);
            } else {
                // Grey has no hue of its own: 0, which the turn moves, but at saturation 0 nothing shows of it.
                put(rgb, i, shift & 255, 0, high);
            }
        }
    }

    /** 0 to 255. */
    private static int hue(int r, int g, int b, int high, float range) {
        float fromRed = (high - r) / range;
        float fromGreen = (high - g) / range;
        float fromBlue = (high - b) / range;
        float h;
        if (r == high) {
            h = fromBlue - fromGreen;
        } else if (g == high) {
            h = (float) (2.0 + fromRed - fromBlue);
        } else {
            h = (float) (4.0 + fromGreen - fromRed);
        }
        return (int) ((float) ((h / 6.0 + 1.0) % 1.0) * 255.0);
    }

    private static void put(byte[] rgb, int at, int hue, int saturation, int v) {
        double sixths = hue * 6.0 / 255.0;
        int sector = (int) Math.floor(sixths);
        float f = (float) (sixths - sector);
        float s = (float) (saturation / 255.0);
        int p = (int) Math.round(v * (1.0 - s));
        int q = (int) Math.round(v * (1.0 - s * f));
        int t = (int) Math.round(v * (1.0 - s * (1.0 - f)));
        switch (sector % 6) {
            case 0 -> put3(rgb, at, v, t, p);
            case 1 -> put3(rgb, at, q, v, p);
            case 2 -> put3(rgb, at, p, v, t);
            case 3 -> put3(rgb, at, p, q, v);
            case 4 -> put3(rgb, at, t, p, v);
            default -> put3(rgb, at, v, p, q);
        }
    }

    private static void put3(byte[] rgb, int at, int r, int g, int b) {
        rgb[at] = (byte) r;
        rgb[at + 1] = (byte) g;
        rgb[at + 2] = (byte) b;
    }
}

package io.fixres.training.mixing;

import io.fixres.contracts.sampling.CounterRandom;
import java.util.Arrays;

/**
 * A box that is cut out of one image and put into another, in pixels; it may be empty.
 *
 * @param width of the images
 * @param height of the images
 * @param left first column
 * @param top first row
 * @param right column after the last
 * @param bottom row after the last
 */
record CutBox(int width, int height, int left, int top, int right, int bottom) {
    /**
     * About a uniform place, with sides of the square root of the share, cut off at the image's edges (Yun et al., "CutMix",
     * ICCV 2019; torchvision 0.22 {@code CutMix}).
     *
     * @param own share of the area that the image keeps, before the box is cut off
     */
    static CutBox draw(double own, int width, int height, CounterRandom random) {
        int x = random.nextInt(width);
        int y = random.nextInt(height);
        double half = 0.5 * StrictMath.sqrt(1 - own);
        int halfWidth = (int) (half * width);
        int halfHeight = (int) (half * height);
        return new CutBox(
                width,
                height,
                Math.max(0, x - halfWidth),
                Math.max(0, y - halfHeight),
                Math.min(width, x + halfWidth),
                Math.min(height, y + halfHeight));
    }

    /** Share of the area outside the box. */
    double outside() {
        return 1 - (double) (right - left) * (bottom - top) / ((double) width * height);
    }

    /** 1 within the box and 0 elsewhere, row major. */
    byte[] mask() {
        byte[] mask = new byte[width * height];
        for (int y = top; y < bottom; y++) {
            Arrays.fill(mask, y * width + left, y * width + right, (byte) 1);
        }
        return mask;
    }
}

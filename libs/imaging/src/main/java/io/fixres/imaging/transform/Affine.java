package io.fixres.imaging.transform;

import io.fixres.contracts.transform.TransformStep.Interpolation;
import org.opencv.core.Mat;

/**
 * Where the pixels of an image come from: x' = a x + b y + c, y' = d x + e y + f, as Pillow's {@code Image.transform} takes
 * it and computes it (Geometry.c). What comes from outside is black.
 */
record Affine(double a, double b, double c, double d, double e, double f) {
    private static final double FIXED = 65536;

    /** torchvision's shear about the upper left corner: x' = x + slope * y. */
    static Affine shearX(double slope) {
        return new Affine(1, slope, 0, 0, 1, 0);
    }

    /** torchvision's shear about the upper left corner: y' = slope * x + y. */
    static Affine shearY(double slope) {
        return new Affine(1, 0, 0, slope, 1, 0);
    }

    /** Moves the image by whole pixels to the right and down. */
    static Affine translation(int right, int down) {
        return new Affine(1, 0, -right, 0, 1, -down);
    }

    /** Turns the image counter-clockwise about its centre, as {@code Image.rotate} does. */
    static Affine rotation(double degrees, int width, int height) {
        double angle = -StrictMath.toRadians(degrees);
        double cos = rounded(StrictMath.cos(angle));
        double sin = rounded(StrictMath.sin(angle));
        double x = width / 2.0;
        double y = height / 2.0;
        return new Affine(cos, sin, cos * -x + sin * -y + x, -sin, cos, -sin * -x + cos * -y + y);
    }

    /** To 15 decimals, so that quarter turns are exact. */
    private static double rounded(double value) {
        return StrictMath.rint(value * 1e15) / 1e15;
    }

    /** The moved image, of the same size. */
    Mat apply(Mat image, Interpolation interpolation) {
        int width = image.cols();
        int height = image.rows();
        return PixelArrays.mapped(image, width, height, (rgb, result) -> {
            if (interpolation == Interpolation.NEAREST) {
                nearest(rgb, result, width, height);
            } else {
                bilinear(rgb, result, width, height);
            }
        });
    }

    /** 16-bit fixed point, a sum along the row, as Pillow's {@code affine_fixed}. */
    private void nearest(byte[] rgb, byte[] result, int width, int height) {
        int stepX = fixed(a);
        int stepY = fixed(d);
        int rowX = fixed(c + a * 0.5 + b * 0.5);
        int rowY = fixed(f + d * 0.5 + e * 0.5);
        int out = 0;
        for (int y = 0; y < height; y++) {
            int sourceX = rowX;
            int sourceY = rowY;
            for (int x = 0; x < width; x++) {
                int column = sourceX >> 16;
                int row = sourceY >> 16;
                boolean inside = column >= 0 && column < width && row >= 0 && row < height;
                int at = (row * width + column) * 3;
                result[out] = inside ? rgb[at] : 0;
                result[out + 1] = inside ? rgb[at + 1] : 0;
                result[out + 2] = inside ? rgb[at + 2] : 0;
                out += 3;
                sourceX += stepX;
                sourceY += stepY;
            }
            rowX += fixed(b);
            rowY += fixed(e);
        }
    }

    private static int fixed(double value) {
        return (int) Math.floor(value * FIXED + 0.5);
    }

    private void bilinear(byte[] rgb, byte[] result, int width, int height) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sourceX = a * (x + 0.5) + b * (y + 0.5) + c;
                double sourceY = d * (x + 0.5) + e * (y + 0.5) + f;
                int out = (y * width + x) * 3;
                boolean inside = sourceX >= 0 && sourceX < width && sourceY >= 0 && sourceY < height;
                for (int channel = 0; channel < 3; channel++) {
                    result[out + channel] =
                            inside ? between(rgb, width, height, sourceX - 0.5, sourceY - 0.5, channel) : 0;
                }
            }
        }
    }

    /** Of the four pixels about a place, of which the nearest stands in for one outside. */
    private static byte between(byte[] rgb, int width, int height, double x, double y, int channel) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double upper = along(rgb, width, left, Math.max(0, top), x - left, channel);
        double lower = along(rgb, width, left, Math.min(height - 1, top + 1), x - left, channel);
        return (byte) (int) (upper + (lower - upper) * (y - top));
    }

    private static double along(byte[] rgb, int width, int left, int row, double share, int channel) {
        int first = rgb[(row * width + Math.max(0, left)) * 3 + channel] & 255;
        int second = rgb[(row * width + Math.min(width - 1, left + 1)) * 3 + channel] & 255;
        return first + (second - first) * share;
    }
}

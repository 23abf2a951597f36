package io.fixres.imaging.transform;

import io.fixres.contracts.transform.TransformStep.Interpolation;
import java.util.Arrays;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Resizing with a filter, in two passes. With antialias its support grows with the reduction and values are cut to uint8
 * between the passes, as PIL (Resample.c) and torchvision's uint8 kernel do.
 */
final class FilteredResize {
    private static final int PRECISION = 22;
    private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

    private FilteredResize() {}

    /** Grown, never shrunk, and reused by the thread. */
    private static final class Buffers {
        private byte[] source = new byte[0];
        private int[] middle = new int[0];
        private int[] sums = new int[0];
        private byte[] result = new byte[0];
    }

    static Mat apply(Mat image, int width, int height, Interpolation interpolation, boolean antialias) {
        Buffers buffers = BUFFERS.get();
        int inWidth = image.cols();
        int inHeight = image.rows();
        buffers.source = atLeast(buffers.source, inWidth * inHeight * 3);
        if (buffers.middle.length < width * inHeight * 3) {
            buffers.middle = new int[width * inHeight * 3];
        }
        if (buffers.sums.length < width * 3) {
            buffers.sums = new int[width * 3];
        }
        buffers.result = atLeast(buffers.result, width * height * 3);
        image.get(0, 0, buffers.source);
        horizontal(buffers, inWidth, inHeight, width, Weights.of(inWidth, width, interpolation, antialias), antialias);
        vertical(buffers, width, height, Weights.of(inHeight, height, interpolation, antialias));
        Mat resized = new Mat(height, width, CvType.CV_8UC3);
        resized.put(0, 0, buffers.result, 0, width * height * 3);
        return resized;
    }

    private static void horizontal(Buffers b, int inWidth, int inHeight, int width, Weights weights, boolean cut) {
        byte[] source = b.source;
        int[] middle = b.middle;
        int[] fixed = weights.fixed;
        for (int y = 0; y < inHeight; y++) {
            int row = y * inWidth * 3;
            int out = y * width * 3;
            for (int x = 0; x < width; x++) {
                int at = row + weights.first[x] * 3;
                int base = x * weights.taps;
                int end = base + weights.count[x];
                int red = 1 << (PRECISION - 1);
                int green = red;
                int blue = red;
                for (int k = base; k < end; k++) {
                    int weight = fixed[k];
                    red += weight * (source[at] & 255);
                    green += weight * (source[at + 1] & 255);
                    blue += weight * (source[at + 2] & 255);
                    at += 3;
                }
                middle[out] = cut ? level(red) : red >> PRECISION;
                middle[out + 1] = cut ? level(green) : green >> PRECISION;
                middle[out + 2] = cut ? level(blue) : blue >> PRECISION;
                out += 3;
            }
        }
    }

    /** Row by row, so that the inner loop runs over neighbouring ints and the compiler turns it into vector code. */
    private static void vertical(Buffers b, int width, int height, Weights weights) {
        int stride = width * 3;
        for (int y = 0; y < height; y++) {
            Arrays.fill(b.sums, 0, stride, 1 << (PRECISION - 1));
            for (int k = 0; k < weights.count[y]; k++) {
                add(b.sums, b.middle, (weights.first[y] + k) * stride, stride, weights.fixed[y * weights.taps + k]);
            }
            for (int i = 0; i < stride; i++) {
                b.result[y * stride + i] = (byte) level(b.sums[i]);
            }
        }
    }

    private static void add(int[] sums, int[] values, int from, int n, int weight) {
        for (int i = 0; i < n; i++) {
            sums[i] += weight * values[from + i];
        }
    }

    private static int level(int fixed) {
        return Math.max(0, Math.min(fixed >> PRECISION, 255));
    }

    private static byte[] atLeast(byte[] buffer, int length) {
        return buffer.length >= length ? buffer : new byte[length];
    }

    /** For each output index: the first input index, how many, and their weights in fixed point. */
    private static final class Weights {
        private final int taps;
        private final int[] first;
        private final int[] count;
        private final int[] fixed;

        private Weights(int outSize, int taps) {
            this.taps = taps;
            this.first = new int[outSize];
            this.count = new int[outSize];
            this.fixed = new int[outSize * taps];
        }

        static Weights of(int inSize, int outSize, Interpolation interpolation, boolean antialias) {
            double scale = (double) inSize / outSize;
            if (interpolation == Interpolation.AREA) {
                return covering(inSize, outSize, scale);
            }
            double filterScale = antialias ? Math.max(1, scale) : 1;
            double support = (interpolation == Interpolation.BICUBIC ? 2.0 : 1.0) * filterScale;
            int taps = (int) Math.ceil(support) * 2 + 1;
            Weights weights = new Weights(outSize, taps);
            double[] row = new double[taps];
            for (int i = 0; i < outSize; i++) {
                double centre = (i + 0.5) * scale;
                int from = Math.max(0, (int) (centre - support + 0.5));
                int to = Math.min(inSize, (int) (centre + support + 0.5));
                double sum = 0;
                for (int k = from; k < to; k++) {
                    row[k - from] = kernel((k - centre + 0.5) / filterScale, interpolation);
                    sum += row[k - from];
                }
                weights.first[i] = from;
                weights.count[i] = to - from;
                for (int k = 0; k < to - from; k++) {
                    weights.fixed[i * taps + k] = (int) Math.round(row[k] / sum * (1 << PRECISION));
                }
            }
            return weights;
        }

        /** The share of each input pixel in what an output pixel covers (TensorFlow 2.18, resize_area_op.cc). */
        private static Weights covering(int inSize, int outSize, double scale) {
            Weights weights = new Weights(outSize, (int) Math.ceil(scale) + 1);
            for (int i = 0; i < outSize; i++) {
                int from = (int) ((long) i * inSize / outSize);
                int to = (int) Math.min(inSize, ((i + 1L) * inSize + outSize - 1) / outSize);
                weights.first[i] = from;
                weights.count[i] = to - from;
                for (int k = from; k < to; k++) {
                    double share = (Math.min(k + 1, (i + 1) * scale) - Math.max(k, i * scale)) / scale;
                    weights.fixed[i * weights.taps + k - from] = (int) Math.round(share * (1 << PRECISION));
                }
            }
            return weights;
        }

        /** Triangle, or Keys' cubic with a = -0.5 as PIL has it. */
        private static double kernel(double x, Interpolation interpolation) {
            double d = Math.abs(x);
            if (interpolation != Interpolation.BICUBIC) {
                return d < 1 ? 1 - d : 0;
            }
            double a = -0.5;
            if (d < 1) {
                return ((a + 2) * d - (a + 3)) * d * d + 1;
            }
            return d < 2 ? ((d - 5) * d + 8) * d * a - 4 * a : 0;
        }
    }
}

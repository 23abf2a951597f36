package io.fixres.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The formula behind the fixtures' weights and pictures: SplitMix64 over FNV-1a, the same values in any language. Kept
 * apart from the project's own generators, which may change.
 */
final class FixtureFormula {
    private FixtureFormula() {}

    /** A variable in Keras' layout; name is layer/kind. */
    static float[] weight(String seed, String name, long[] shape) {
        int n = 1;
        for (long d : shape) {
            n *= (int) d;
        }
        long base = fnv1a(seed + "/" + name);
        String kind = name.substring(name.indexOf('/') + 1);
        long fanIn = n / shape[shape.length - 1];
        float scale = (float) (2.0 * Math.sqrt(3.0 / fanIn));
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            float u = (bits(base, i) >>> 40) * 0x1p-24f;
            values[i] = switch (kind) {
                case "kernel" -> (u - 0.5f) * scale;
                case "bias" -> (u - 0.5f) * 0.1f;
                case "gamma" -> 0.8f + 0.4f * u;
                case "beta", "moving_mean" -> (u - 0.5f) * 0.2f;
                case "moving_variance" -> 0.5f + u;
                default -> throw new IllegalArgumentException(name);
            };
        }
        return values;
    }

    /** A parameter or buffer of PyTorch in its own layout; the last part of the name is its kind. */
    static float[] torchWeight(String seed, String name, long[] shape) {
        int n = 1;
        for (long d : shape) {
            n *= (int) d;
        }
        long base = fnv1a(seed + "/" + name);
        String kind = name.substring(name.lastIndexOf('.') + 1);
        boolean kernel = kind.equals("weight") && shape.length > 1;
        float scale = (float) (2.0 * Math.sqrt(3.0 * shape[0] / n));
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            float u = (bits(base, i) >>> 40) * 0x1p-24f;
            values[i] = switch (kind) {
                case "weight" -> kernel ? (u - 0.5f) * scale : 0.8f + 0.4f * u;
                case "bias" -> (u - 0.5f) * 0.1f;
                case "running_mean" -> (u - 0.5f) * 0.2f;
                case "running_var" -> 0.5f + u;
                default -> throw new IllegalArgumentException(name);
            };
        }
        return values;
    }

    /** Pictures {@code <seed>/<tag>/<i>} for i below n, with labels i modulo classes. */
    static ImageBatch batch(String seed, String tag, int n, int size, int classes) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(n * size * size * 3);
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % classes;
            picture(seed + "/" + tag + "/" + i, size, pixels);
        }
        return new ImageBatch(pixels.rewind(), labels, n, size, size);
    }

    private static void picture(String key, int size, ByteBuffer out) {
        long coarse = fnv1a(key + "/coarse");
        long fine = fnv1a(key + "/fine");
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                for (int c = 0; c < 3; c++) {
                    long low = bits(coarse, ((y * 8 / size) * 8L + x * 8 / size) * 3 + c) >>> 57;
                    long high = bits(fine, ((long) y * size + x) * 3 + c) >>> 57;
                    out.put((byte) (low + high));
                }
            }
        }
    }

    private static long fnv1a(String key) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }

    private static long bits(long base, long counter) {
        long z = (base + counter) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

package io.fixres.imaging;

import java.nio.charset.StandardCharsets;

/** The pictures of the golden files, made from a formula: splitmix64 over FNV-1a 64. */
public final class FixtureImage {
    private FixtureImage() {}

    /** height * width * 3 bytes, RGB: a coarse 8 x 8 random grid plus fine noise. */
    public static byte[] rgb(String key, int height, int width) {
        long coarse = fnv1a64(key + "/coarse");
        long fine = fnv1a64(key + "/fine");
        byte[] pixels = new byte[height * width * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    long a = splitmix(coarse + ((long) (y * 8 / height) * 8 + x * 8 / width) * 3 + c) >>> 57;
                    long b = splitmix(fine + ((long) y * width + x) * 3 + c) >>> 57;
                    pixels[(y * width + x) * 3 + c] = (byte) (a + b);
                }
            }
        }
        return pixels;
    }

    private static long fnv1a64(String key) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 255)) * 0x100000001B3L;
        }
        return hash;
    }

    private static long splitmix(long counter) {
        long z = counter * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

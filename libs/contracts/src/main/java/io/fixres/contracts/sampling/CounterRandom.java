package io.fixres.contracts.sampling;

/**
 * A counter-based generator: output i is SplitMix64's mixing function of key + i times the golden gamma (Steele, Lea
 * and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Two generators of one key give the same
 * numbers on every machine and thread. Not safe for use by several threads at once.
 */
public final class CounterRandom {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final long key;
    private long counter;

    private CounterRandom(long key) {
        this.key = key;
    }

    /** The generator of a key made of the parts in their order. */
    public static CounterRandom of(long... parts) {
        return new CounterRandom(key(parts));
    }

    /** Mixes parts into one key; the order of the parts matters. */
    public static long key(long... parts) {
        long key = 0x243F6A8885A308D3L;
        for (long part : parts) {
            key = mix(key + GAMMA) ^ mix(part + 0x13198A2E03707344L);
        }
        return mix(key);
    }

    /** The next 64 random bits. */
    public long nextLong() {
        return mix(key + GAMMA * ++counter);
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** Uniform in [low, high). */
    public double nextDouble(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /**
     * Uniform in 0 to bound - 1, without bias (Lemire's multiplication with rejection, ACM TOMACS 29, 2019).
     *
     * @throws IllegalArgumentException if the bound is not positive
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound " + bound + " must be positive");
        }
        long threshold = (1L << 32) % bound;
        while (true) {
            long product = (nextLong() >>> 32) * bound;
            if ((product & 0xFFFFFFFFL) >= threshold) {
                return (int) (product >>> 32);
            }
        }
    }

    /** Normal with mean 0 and deviation 1, from two uniform numbers (Box and Muller's transform). */
    public double nextGaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    /** True with probability p. */
    public boolean nextBoolean(double p) {
        return nextDouble() < p;
    }

    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

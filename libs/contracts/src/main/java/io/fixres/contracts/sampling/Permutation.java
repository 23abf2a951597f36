package io.fixres.contracts.sampling;

/**
 * A seeded permutation of 0 to n - 1 that is computed entry by entry and never held: a balanced Feistel network over the
 * next even power of two with cycle walking (Black and Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002).
 */
public final class Permutation {
    private static final int ROUNDS = 6;

    private final long n;
    private final int halfBits;
    private final long halfMask;
    private final long[] roundKeys = new long[ROUNDS];

    /**
     * Of n entries.
     *
     * @throws IllegalArgumentException if n is not in 1 to 2^62
     */
    public Permutation(long n, long key) {
        if (n < 1 || n > 1L << 62) {
            throw new IllegalArgumentException("a permutation of " + n + " entries: need 1 to 2^62");
        }
        this.n = n;
        int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(n - 1));
        this.halfBits = (bits + 1) / 2;
        this.halfMask = (1L << halfBits) - 1;
        for (int i = 0; i < ROUNDS; i++) {
            roundKeys[i] = CounterRandom.key(key, i);
        }
    }

    /** Number of entries. */
    public long size() {
        return n;
    }

    /**
     * The entry at an index.
     *
     * @throws IndexOutOfBoundsException if the index is not in 0 to n - 1
     */
    public long at(long index) {
        if (index < 0 || index >= n) {
            throw new IndexOutOfBoundsException("index " + index + " of " + n);
        }
        long value = index;
        do {
            value = encrypt(value);
        } while (value >= n);
        return value;
    }

    private long encrypt(long value) {
        long left = value >>> halfBits;
        long right = value & halfMask;
        for (long roundKey : roundKeys) {
            long next = left ^ (CounterRandom.mix(right + roundKey) & halfMask);
            left = right;
            right = next;
        }
        return left << halfBits | right;
    }
}

package io.fixres.augment.dataset;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * From digests to positions, in two arrays: open addressing with linear probing, at most three quarters full. Only the
 * first 8 bytes of a digest are kept, so whoever looks a position up compares the whole digest there. Used under a lock.
 */
final class DigestTable {
    static final long NONE = -1;

    private static final int LEAST = 1024;

    private final int most;
    private long[] keys = new long[LEAST];
    private long[] positions = empty(LEAST);
    private int size;

    /** Of at most so many entries. */
    DigestTable(int most) {
        this.most = most;
    }

    /** Position of a digest, or {@link #NONE}. */
    long get(byte[] digest) {
        return positions[slot(key(digest))];
    }

    /** Sets the position of a digest; the table is not {@link #full}. */
    void put(byte[] digest, long position) {
        if (4L * (size + 1) > 3L * keys.length) {
            rebuild(keys.length * 2, any -> true);
        }
        set(key(digest), position);
    }

    boolean full() {
        return size >= most;
    }

    int size() {
        return size;
    }

    /** Keeps the positions that pass. */
    void retain(LongPredicate kept) {
        rebuild(keys.length, kept);
    }

    private void rebuild(int capacity, LongPredicate kept) {
        long[] oldKeys = keys;
        long[] oldPositions = positions;
        keys = new long[capacity];
        positions = empty(capacity);
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldPositions[i] != NONE && kept.test(oldPositions[i])) {
                set(oldKeys[i], oldPositions[i]);
            }
        }
    }

    private void set(long key, long position) {
        int slot = slot(key);
        if (positions[slot] == NONE) {
            size++;
        }
        keys[slot] = key;
        positions[slot] = position;
    }

    /** Where a key is, or the free slot where it would be. */
    private int slot(long key) {
        int mask = keys.length - 1;
        // The keys are parts of SHA-256 digests, so their low bits are spread well enough.
        int slot = (int) key & mask;
        while (positions[slot] != NONE && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static long key(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }

    private static long[] empty(int capacity) {
        long[] positions = new long[capacity];
        Arrays.fill(positions, NONE);
        return positions;
    }
}

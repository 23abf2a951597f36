package io.fixres.ingest.dataset;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/**
 * Positions in the spool, sortable by a digest: 24 bytes for each image, which is all that grows with a source. The
 * digest changes from one question to the next (order, same name, same content).
 */
final class SampleIndex {
    /** First and second half of the digest, then the position. */
    private static final int WORDS = 3;

    private long[] words = new long[WORDS * 1024];
    private int size;

    void add(long position) {
        if ((size + 1) * WORDS > words.length) {
            words = Arrays.copyOf(words, Math.addExact(words.length, words.length / 2 / WORDS * WORDS));
        }
        words[size * WORDS + 2] = position;
        size++;
    }

    int size() {
        return size;
    }

    long position(int index) {
        return words[index * WORDS + 2];
    }

    /** Whether two neighbours have the same digest. */
    boolean sameDigest(int a, int b) {
        return words[a * WORDS] == words[b * WORDS] && words[a * WORDS + 1] == words[b * WORDS + 1];
    }

    /** Of positions with the same digest keeps the first; the others are shown and removed. */
    void retainFirstOfEach(LongConsumer removed) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept > 0 && sameDigest(kept - 1, i)) {
                removed.accept(position(i));
            } else {
                System.arraycopy(words, i * WORDS, words, kept * WORDS, WORDS);
                kept++;
            }
        }
        size = kept;
    }

    /** Sorts by the first 16 bytes of a digest of each position, as unsigned numbers; equal ones by position. */
    void sortBy(LongFunction<byte[]> digest) {
        for (int i = 0; i < size; i++) {
            ByteBuffer bytes = ByteBuffer.wrap(digest.apply(position(i)));
            words[i * WORDS] = bytes.getLong();
            words[i * WORDS + 1] = bytes.getLong();
        }
        // Heapsort: in place, and no source can make it slow.
        for (int root = size / 2 - 1; root >= 0; root--) {
            siftDown(root, size);
        }
        for (int end = size - 1; end > 0; end--) {
            swap(0, end);
            siftDown(0, end);
        }
    }

    private void siftDown(int from, int end) {
        int root = from;
        while (2 * root + 1 < end) {
            int child = 2 * root + 1;
            if (child + 1 < end && compare(child, child + 1) < 0) {
                child++;
            }
            if (compare(root, child) >= 0) {
                return;
            }
            swap(root, child);
            root = child;
        }
    }

    private int compare(int a, int b) {
        for (int word = 0; word < WORDS; word++) {
            int order = Long.compareUnsigned(words[a * WORDS + word], words[b * WORDS + word]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private void swap(int a, int b) {
        for (int word = 0; word < WORDS; word++) {
            long other = words[a * WORDS + word];
            words[a * WORDS + word] = words[b * WORDS + word];
            words[b * WORDS + word] = other;
        }
    }
}

package io.fixres.trainer.assembly;

import io.fixres.trainer.orders.Order;
import java.nio.ByteBuffer;
import java.util.BitSet;

/** One batch while it is filled, whole, and trained on. */
public final class Batch {
    private final int epoch;
    private final long index;
    private final int n;
    private final int imageBytes;
    private final ByteBuffer buffer;
    private final int[] labels;
    private final long[] keys;
    private final BitSet placed = new BitSet();
    private final Order[] owners;

    /** An empty batch on a buffer of at least n images of so many bytes. */
    Batch(int epoch, long index, int n, int imageBytes, ByteBuffer buffer) {
        this.epoch = epoch;
        this.index = index;
        this.n = n;
        this.imageBytes = imageBytes;
        this.buffer = buffer;
        this.labels = new int[n];
        this.keys = new long[n];
        this.owners = new Order[n];
    }

    /** Epoch, from 0. */
    public int epoch() {
        return epoch;
    }

    /** Number of the batch in its epoch, from 0. */
    public long index() {
        return index;
    }

    /** Number of images. */
    public int n() {
        return n;
    }

    /** Direct buffer of uint8 [n, height, width, 3], RGB; of value until the batch is released. */
    public ByteBuffer pixels() {
        return buffer.slice(0, n * imageBytes);
    }

    /** Classes of the images. */
    public int[] labels() {
        return labels.clone();
    }

    /** Keys of the images, see {@link io.fixres.trainer.orders.ImageKeys}; pixels of held ones are of no value. */
    public long[] keys() {
        return keys.clone();
    }

    ByteBuffer buffer() {
        return buffer;
    }

    void owner(int slot, Order order, long key) {
        owners[slot] = order;
        keys[slot] = key;
    }

    /** The image is held: only its class is needed. */
    void held(int slot, int label) {
        labels[slot] = label;
        placed.set(slot);
    }

    Order owner(int slot) {
        return owners[slot];
    }

    boolean holds(int slot) {
        return placed.get(slot);
    }

    /** Copies the image at an offset of a record to a slot. */
    void place(int slot, ByteBuffer images, int offset, int label) {
        buffer.put(slot * imageBytes, images, offset, imageBytes);
        labels[slot] = label;
        placed.set(slot);
    }

    boolean whole() {
        return placed.cardinality() == n;
    }
}

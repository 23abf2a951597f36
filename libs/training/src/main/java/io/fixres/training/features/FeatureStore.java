package io.fixres.training.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Features of images by key, float32, in a mapped file that grows up to its budget and is deleted when the store closes.
 * Nothing is evicted: what {@link #holds} once said stays true. One thread writes and reads; any may ask {@code holds}.
 */
public final class FeatureStore implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(FeatureStore.class);
    private static final long SEGMENT_BYTES = 64L << 20;
    private static final int CHUNK_BYTES = 1 << 20;

    private final int values;
    private final int perSegment;
    private long capacity;
    private final Path file;
    private final FileChannel channel;
    private final List<MappedByteBuffer> segments = new ArrayList<>();
    private final Map<Long, Integer> places = new ConcurrentHashMap<>();

    /**
     * An empty store.
     *
     * @param values of one image
     */
    public FeatureStore(FeatureBudget budget, int values) {
        this.values = values;
        long imageBytes = (long) values * Float.BYTES;
        this.perSegment = (int) Math.max(1, SEGMENT_BYTES / imageBytes);
        this.capacity = Math.min(Integer.MAX_VALUE, budget.bytes() / imageBytes);
        try {
            Files.createDirectories(budget.directory());
            this.file = Files.createTempFile(budget.directory(), "features", ".bin");
            this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a file for features in " + budget.directory(), e);
        }
    }

    /** Whether the features of an image are here. */
    public boolean holds(long key) {
        return places.containsKey(key);
    }

    /** Number of images whose features are here. */
    public int size() {
        return places.size();
    }

    /** Stores features, unless they are here, the budget is spent or the disk is full. */
    public void put(long key, FloatBuffer features) {
        int place = places.size();
        if (place >= capacity || places.containsKey(key)) {
            return;
        }
        if (place / perSegment == segments.size() && !grow()) {
            capacity = place;
            return;
        }
        at(place).put(features.duplicate());
        places.put(key, place); // last, since another thread may ask
    }

    /**
     * Copies the features of an image to the buffer's position.
     *
     * @throws IllegalStateException if they are not here
     */
    public void get(long key, FloatBuffer out) {
        Integer place = places.get(key);
        if (place == null) {
            throw new IllegalStateException("no features are stored for image " + key);
        }
        out.put(at(place));
    }

    private FloatBuffer at(int place) {
        int offset = place % perSegment * values * Float.BYTES;
        return segments.get(place / perSegment)
                .slice(offset, values * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Space is written before it is mapped: a write to a mapped hole of a full disk would end the process. */
    private boolean grow() {
        long bytes = (long) perSegment * values * Float.BYTES;
        long start = segments.size() * bytes;
        try {
            ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);
            for (long written = 0; written < bytes; ) {
                zeros.clear().limit((int) Math.min(CHUNK_BYTES, bytes - written));
                written += channel.write(zeros, start + written);
            }
            segments.add(channel.map(FileChannel.MapMode.READ_WRITE, start, bytes));
            return true;
        } catch (IOException e) {
            LOGGER.warn(
                    "features are stored for {} images and no more: {} cannot grow: {}", size(), file, e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        places.clear();
        segments.clear();
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}

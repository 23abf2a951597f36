package io.fixres.training.features;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/**
 * Features of images by key, float32, in a mapped file that grows up to its budget and is deleted when the store closes.
 * Nothing is evicted: what {@link #holds} once said stays true. One thread writes and reads; any may ask {@code holds}.
 */
public final class FeatureStore implements AutoCloseable {
    private static final long SEGMENT_BYTES = 256L << 20;

    private final int values;
    private final int perSegment;
    private final long capacity;
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

    /** Stores features, unless they are here or the budget is spent. */
    public void put(long key, FloatBuffer features) {
        int place = places.size();
        if (place < capacity && !places.containsKey(key)) {
            at(place).put(features.duplicate());
            places.put(key, place); // last, since another thread may ask
        }
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
        int segment = place / perSegment;
        while (segments.size() <= segment) {
            segments.add(map(segments.size()));
        }
        int offset = place % perSegment * values * Float.BYTES;
        return segments.get(segment)
                .slice(offset, values * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private MappedByteBuffer map(int segment) {
        long bytes = (long) perSegment * values * Float.BYTES;
        try {
            return channel.map(FileChannel.MapMode.READ_WRITE, segment * bytes, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot grow " + file + ": is the disk full?", e);
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

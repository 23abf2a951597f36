package io.fixres.augment.dataset;

import io.fixres.augment.AugmentConfiguration;
import io.fixres.augment.AugmentMeters;
import io.fixres.imaging.DecodedImage;
import io.fixres.imaging.ImageDecoder;
import io.fixres.imaging.UndecodableImageException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Decoded images in memory, least recently used out first, within a budget of bytes. An image that is in use when it is
 * put out is freed by its last user.
 */
@Singleton
public class DecodedImages {
    private final ShardFiles shards;
    private final AugmentMeters meters;
    private final long budget;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(1024, 0.75f, true);
    private long bytes;

    @Inject
    DecodedImages(ShardFiles shards, AugmentMeters meters, AugmentConfiguration configuration) {
        this(shards, meters, configuration.cacheBytes().asLongValue());
    }

    /** With a budget of bytes. */
    public DecodedImages(ShardFiles shards, AugmentMeters meters, long budget) {
        this.shards = shards;
        this.meters = meters;
        this.budget = budget;
    }

    private record Key(String shardSha256, long offset) {}

    private static final class Entry {
        private final DecodedImage image;
        private int users;
        private boolean out;

        Entry(DecodedImage image) {
            this.image = image;
        }

        long bytes() {
            return 3L * image.width() * image.height();
        }
    }

    /** Hands the decoded image of a sample to a user, who must not keep it. */
    public void with(SplitIndex index, int sample, Consumer<DecodedImage> user) {
        SplitIndex.Place place = index.place(sample);
        Key key = new Key(place.shard().sha256(), place.offset());
        Entry entry = found(key);
        if (entry == null) {
            long start = System.nanoTime();
            entry = added(key, decode(place, sample));
            meters.decoded(System.nanoTime() - start);
        } else {
            meters.cacheHit();
        }
        try {
            user.accept(entry.image);
        } finally {
            release(entry);
        }
    }

    private DecodedImage decode(SplitIndex.Place place, int sample) {
        byte[] encoded = shards.read(place);
        try {
            return ImageDecoder.decode(encoded);
        } catch (UndecodableImageException e) {
            throw new UndecodableImageException("sample " + sample + " of dataset '" + place.dataset() + "', byte "
                    + place.offset() + " of " + place.shard().name() + ": " + e.getMessage());
        }
    }

    /** Bytes held now, users' included. */
    public synchronized long bytes() {
        return bytes;
    }

    private synchronized Entry found(Key key) {
        Entry entry = entries.get(key);
        if (entry != null) {
            entry.users++;
        }
        return entry;
    }

    private synchronized Entry added(Key key, DecodedImage image) {
        Entry other = entries.get(key);
        if (other != null) {
            image.close();
            other.users++;
            return other;
        }
        Entry entry = new Entry(image);
        entry.users = 1;
        entries.put(key, entry);
        bytes += entry.bytes();
        shrink();
        meters.cached(bytes);
        return entry;
    }

    private void shrink() {
        Iterator<Entry> eldest = entries.values().iterator();
        while (bytes > budget && eldest.hasNext()) {
            Entry entry = eldest.next();
            eldest.remove();
            entry.out = true;
            bytes -= entry.bytes();
            if (entry.users == 0) {
                entry.image.close();
            }
        }
    }

    private synchronized void release(Entry entry) {
        entry.users--;
        if (entry.out && entry.users == 0) {
            entry.image.close();
        }
    }
}

package io.fixres.augment.dataset;

import io.fixres.augment.AugmentConfiguration;
import io.fixres.augment.AugmentMeters;
import io.fixres.imaging.DecodedImage;
import io.fixres.imaging.ImageDecoder;
import io.fixres.imaging.UndecodableImageException;
import io.fixres.kit.dataset.SampleIndex;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
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
    private final EncodedImages encoded;
    private final AugmentMeters meters;
    private final long budget;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(1024, 0.75f, true);
    private long bytes;

    @Inject
    DecodedImages(EncodedImages encoded, AugmentMeters meters, AugmentConfiguration configuration) {
        this(encoded, meters, configuration.cacheBytes().asLongValue());
    }

    /** With a budget of bytes. */
    public DecodedImages(EncodedImages encoded, AugmentMeters meters, long budget) {
        this.encoded = encoded;
        this.meters = meters;
        this.budget = budget;
    }

    /** The content's digest in four numbers. */
    private record Key(long a, long b, long c, long d) {
        static Key of(byte[] sha256) {
            ByteBuffer digest = ByteBuffer.wrap(sha256);
            return new Key(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        }
    }

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
        Key key = Key.of(index.places().sha256(sample));
        Entry entry = found(key);
        if (entry == null) {
            long start = System.nanoTime();
            entry = added(key, decode(index, sample));
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

    private DecodedImage decode(SplitIndex index, int sample) {
        byte[] content = encoded.read(index, sample);
        try {
            return ImageDecoder.decode(content);
        } catch (UndecodableImageException e) {
            SampleIndex places = index.places();
            throw new UndecodableImageException("sample " + sample + " of dataset '"
                    + places.manifest().id() + "', byte " + places.offset(sample) + " of shard "
                    + places.shard(sample) + ": " + e.getMessage());
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

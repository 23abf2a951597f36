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
import java.util.function.Function;

/**
 * Decoded images in memory within a budget of bytes. Epochs visit every image once in a new order, so whatever is put out
 * is wanted as soon as what takes its place, and putting out the least recently used one would put out nearly all before
 * they are wanted again. Therefore what is in stays in, and an image that finds no room is decoded anew each time, as far
 * as its user looks at it: a budget of a tenth of the dataset answers a tenth of the look-ups. Only what was not used for
 * two epochs goes out, that is what belongs to another dataset or to a neighbour's lanes. Images are held in the size in
 * which they are stored, since a crop may need any part of them. One that is in use when it is put out is freed by its
 * last user.
 */
@Singleton
public class DecodedImages {
    private final EncodedImages encoded;
    private final AugmentMeters meters;
    private final long budget;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(1024, 0.75f, true);
    private long bytes;
    private long lookUps;

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
        private long lastUse;

        Entry(DecodedImage image) {
            this.image = image;
        }

        /** Of an image that is not put in, so that its user frees it. */
        static Entry ofOneUser(DecodedImage image) {
            Entry entry = new Entry(image);
            entry.users = 1;
            entry.out = true;
            return entry;
        }

        long bytes() {
            return bytesOf(image.width(), image.height());
        }
    }

    /**
     * Hands the image of a sample to a user, who must not keep it.
     *
     * @param decoder decodes an image for which there is no room; it may leave out what the user does not look at
     * @throws UndecodableImageException if it is damaged, with the place where it is stored
     */
    public void with(
            SplitIndex index, int sample, Function<byte[], DecodedImage> decoder, Consumer<DecodedImage> user) {
        Key key = Key.of(index.places().sha256(sample));
        Entry entry = found(key);
        if (entry == null) {
            long start = System.nanoTime();
            entry = read(index, sample, key, decoder);
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

    private Entry read(SplitIndex index, int sample, Key key, Function<byte[], DecodedImage> decoder) {
        byte[] content = encoded.read(index, sample);
        try {
            long needed = bytesOf(index.places().width(sample), index.places().height(sample));
            return reserved(needed, 2 * index.samples())
                    ? added(key, decode(content, needed))
                    : Entry.ofOneUser(decoder.apply(content));
        } catch (UndecodableImageException e) {
            SampleIndex places = index.places();
            throw new UndecodableImageException("sample " + sample + " of dataset '"
                    + places.manifest().id() + "', byte " + places.offset(sample) + " of shard "
                    + places.shard(sample) + ": " + e.getMessage());
        }
    }

    private DecodedImage decode(byte[] content, long reserved) {
        try {
            return ImageDecoder.decode(content);
        } catch (RuntimeException e) {
            giveBack(reserved);
            throw e;
        }
    }

    /** Bytes that the budget counts now. */
    public synchronized long bytes() {
        return bytes;
    }

    private synchronized Entry found(Key key) {
        Entry entry = entries.get(key);
        lookUps++;
        if (entry != null) {
            entry.users++;
            entry.lastUse = lookUps;
        }
        return entry;
    }

    private synchronized boolean reserved(long needed, long idle) {
        boolean room = makeRoom(needed, idle);
        if (room) {
            bytes += needed;
            meters.cached(bytes);
        }
        return room;
    }

    private synchronized void giveBack(long reserved) {
        bytes -= reserved;
        meters.cached(bytes);
    }

    /** Puts an image in for which room is reserved; who was second with the same image gets the first one's. */
    private synchronized Entry added(Key key, DecodedImage image) {
        Entry entry = new Entry(image);
        Entry other = entries.putIfAbsent(key, entry);
        if (other != null) {
            giveBack(entry.bytes());
            image.close();
            entry = other;
        }
        entry.users++;
        entry.lastUse = lookUps;
        return entry;
    }

    private static long bytesOf(int width, int height) {
        return 3L * width * height;
    }

    /** Puts out what was not used for so many look-ups, until there is room; false if there is none. */
    private boolean makeRoom(long needed, long idle) {
        Iterator<Entry> eldest = entries.values().iterator();
        while (bytes + needed > budget && eldest.hasNext()) {
            Entry entry = eldest.next();
            if (lookUps - entry.lastUse < idle) {
                return false;
            }
            eldest.remove();
            entry.out = true;
            bytes -= entry.bytes();
            if (entry.users == 0) {
                entry.image.close();
            }
        }
        return bytes + needed <= budget;
    }

    private synchronized void release(Entry entry) {
        entry.users--;
        if (entry.out && entry.users == 0) {
            entry.image.close();
        }
    }
}

package io.fixres.augment.dataset;

import io.fixres.augment.AugmentMeters;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.dataset.SampleIndex;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bytes of images: from the disk, else by a range request to the store that reads ahead. The request covers the samples
 * of this process' lanes in the same aligned MiB of the shard; they are checked and kept on disk, what lies between them
 * is skipped. Where the disk cannot hold all samples of these lanes, a neighbour would be gone before it is asked for, so
 * then only the image itself is read. Safe for use by several threads.
 */
@Singleton
public class EncodedImages {
    private static final long WINDOW = 1 << 20;
    private static final int LOCKS = 64;

    private final ObjectStore store;
    private final DiskCache disk;
    private final AugmentMeters meters;
    private final Object[] locks = new Object[LOCKS];

    /** From a store, with a cache on disk. */
    public EncodedImages(ObjectStore store, DiskCache disk, AugmentMeters meters) {
        this.store = store;
        this.disk = disk;
        this.meters = meters;
        Arrays.setAll(locks, i -> new Object());
    }

    /**
     * The bytes of a sample's image.
     *
     * @throws StoreUnavailableException if they cannot be had now
     * @throws MalformedDocumentException if they are not what was ingested
     */
    public byte[] read(SplitIndex index, long sample) {
        SampleIndex places = index.places();
        byte[] sha256 = places.sha256(sample);
        return kept(places, sample, sha256).orElseGet(() -> {
            // One request a window: who comes second finds what the first has fetched.
            synchronized (lock(places, sample)) {
                return kept(places, sample, sha256).orElseGet(() -> fetch(index, sample));
            }
        });
    }

    private Optional<byte[]> kept(SampleIndex places, long sample, byte[] sha256) {
        Optional<byte[]> content = disk.get(sha256, places.length(sample));
        if (content.isPresent()) {
            meters.imageRead(AugmentMeters.Source.DISK);
        }
        return content;
    }

    private Object lock(SampleIndex places, long sample) {
        int hash = 31 * (31 * places.manifest().id().hashCode() + places.shard(sample))
                + Long.hashCode(window(places, sample));
        return locks[Math.floorMod(hash, LOCKS)];
    }

    private byte[] fetch(SplitIndex index, long sample) {
        SampleIndex places = index.places();
        boolean ahead = index.ownBytes() <= disk.budget();
        long first = ahead ? end(index, sample, -1) : sample;
        long last = ahead ? end(index, sample, 1) : sample;
        String shard = ObjectKeys.shard(places.manifest().id(), places.shard(sample));
        long position = places.offset(first);
        long bytes = places.offset(last) + places.length(last) - position;
        byte[] asked = null;
        try (InputStream in = store.open(shard, position, bytes)) {
            for (long current = first; current <= last; current++) {
                if (current == sample || wanted(index, current)) {
                    in.skipNBytes(places.offset(current) - position);
                    byte[] content = in.readNBytes(places.length(current));
                    position = places.offset(current) + content.length;
                    boolean whole = keep(places, current, content);
                    if (current == sample) {
                        if (!whole) {
                            throw new MalformedDocumentException(places.damage(sample), null);
                        }
                        asked = content;
                    }
                }
            }
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot read sample " + sample + " of " + shard + ": " + e, e);
        }
        meters.imageRead(AugmentMeters.Source.STORE);
        return asked;
    }

    private boolean keep(SampleIndex places, long sample, byte[] content) {
        boolean whole = places.isImage(sample, content);
        byte[] sha256 = places.sha256(sample);
        if (whole && !disk.contains(sha256)) {
            disk.put(sha256, content);
        }
        return whole;
    }

    private boolean wanted(SplitIndex index, long sample) {
        return index.own(sample) && !disk.contains(index.places().sha256(sample));
    }

    /** The last sample that is wanted in the window, going down or up from one. */
    private long end(SplitIndex index, long sample, int step) {
        SampleIndex places = index.places();
        long end = sample;
        for (long next = sample + step; inWindow(places, next, sample); next += step) {
            if (wanted(index, next)) {
                end = next;
            }
        }
        return end;
    }

    private static boolean inWindow(SampleIndex places, long next, long sample) {
        return next >= 0
                && next < places.samples()
                && places.shard(next) == places.shard(sample)
                && window(places, next) == window(places, sample);
    }

    private static long window(SampleIndex places, long sample) {
        return places.offset(sample) / WINDOW;
    }
}

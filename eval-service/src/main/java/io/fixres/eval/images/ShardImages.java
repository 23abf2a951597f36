package io.fixres.eval.images;

import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.process.UndoableWorkException;
import io.fixres.kit.dataset.SampleIndex;
import io.fixres.kit.store.ObjectNotFoundException;
import io.fixres.kit.store.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads encoded images out of shards: neighbours in one shard come with one range request. */
@Singleton
public final class ShardImages {
    /** Bytes between two images that are cheaper to read over than to ask anew for: tar headers and label files. */
    private static final long MAX_GAP = 64 << 10;

    private final ObjectStore store;

    public ShardImages(ObjectStore store) {
        this.store = store;
    }

    /**
     * The encoded images of the samples [from, to) of a split, in their order.
     *
     * @throws UndoableWorkException if a shard is missing or an image is not what was ingested
     */
    public List<byte[]> read(SampleIndex samples, int from, int to) {
        List<byte[]> images = new ArrayList<>(to - from);
        int start = from;
        while (start < to) {
            int end = start + 1;
            while (end < to && follows(samples, end)) {
                end++;
            }
            readRun(samples, start, end, images);
            start = end;
        }
        return images;
    }

    private static boolean follows(SampleIndex samples, int next) {
        int previous = next - 1;
        long gap = samples.offset(next) - samples.offset(previous) - samples.length(previous);
        return samples.shard(next) == samples.shard(previous) && gap >= 0 && gap <= MAX_GAP;
    }

    private void readRun(SampleIndex samples, int from, int to, List<byte[]> images) {
        String dataset = samples.manifest().id();
        String shard = ObjectKeys.shard(dataset, samples.shard(from));
        long position = samples.offset(from);
        long end = samples.offset(to - 1) + samples.length(to - 1);
        try (InputStream in = store.open(shard, position, end - position)) {
            for (int sample = from; sample < to; sample++) {
                in.skipNBytes(samples.offset(sample) - position);
                byte[] image = in.readNBytes(samples.length(sample));
                position = samples.offset(sample) + samples.length(sample);
                images.add(checked(image, samples, sample));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + shard, e);
        } catch (ObjectNotFoundException e) {
            throw new UndoableWorkException("dataset '" + dataset + "' is incomplete: " + e.getMessage(), e);
        }
    }

    private static byte[] checked(byte[] image, SampleIndex samples, int sample) {
        if (!samples.isImage(sample, image)) {
            throw new UndoableWorkException(samples.damage(sample), null);
        }
        return image;
    }
}

package io.fixres.eval.images;

import io.fixres.contracts.Digests;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.process.UndoableWorkException;
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
     * The encoded images of samples, in their order.
     *
     * @throws UndoableWorkException if a shard is missing or an image is not what was ingested
     */
    public List<byte[]> read(String dataset, List<SampleEntry> samples) {
        List<byte[]> images = new ArrayList<>(samples.size());
        int from = 0;
        while (from < samples.size()) {
            int to = from + 1;
            while (to < samples.size() && follows(samples.get(to - 1), samples.get(to))) {
                to++;
            }
            images.addAll(readRun(dataset, samples.subList(from, to)));
            from = to;
        }
        return images;
    }

    private static boolean follows(SampleEntry previous, SampleEntry next) {
        long gap = next.offset() - previous.offset() - previous.length();
        return next.shard() == previous.shard() && gap >= 0 && gap <= MAX_GAP;
    }

    private List<byte[]> readRun(String dataset, List<SampleEntry> run) {
        String shard = ObjectKeys.shard(dataset, run.get(0).shard());
        SampleEntry last = run.get(run.size() - 1);
        long position = run.get(0).offset();
        List<byte[]> images = new ArrayList<>(run.size());
        try (InputStream in = store.open(shard, position, last.offset() + last.length() - position)) {
            for (SampleEntry sample : run) {
                in.skipNBytes(sample.offset() - position);
                byte[] image = in.readNBytes(sample.length());
                position = sample.offset() + sample.length();
                images.add(checked(image, sample, shard));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + shard, e);
        } catch (ObjectNotFoundException e) {
            throw new UndoableWorkException("dataset '" + dataset + "' is incomplete: " + e.getMessage(), e);
        }
        return images;
    }

    private static byte[] checked(byte[] image, SampleEntry sample, String shard) {
        String sha256 = Digests.sha256(image);
        if (!sha256.equals(sample.sha256())) {
            throw new UndoableWorkException(
                    "image '" + sample.key() + "' in " + shard + " is damaged: its SHA-256 is " + sha256 + " and was "
                            + sample.sha256() + " when it was ingested; ingest the dataset again",
                    null);
        }
        return image;
    }
}

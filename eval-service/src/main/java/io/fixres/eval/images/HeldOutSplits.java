package io.fixres.eval.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.process.UndoableWorkException;
import io.fixres.kit.store.ObjectNotFoundException;
import io.fixres.kit.store.ObjectStore;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/**
 * Reads held-out splits, and images for what is fitted without labels; keeps the newest, since the checkpoints of an
 * experiment follow each other. Not thread safe.
 */
@Singleton
public final class HeldOutSplits {
    /** Images give as many values as the network has features each, so these are a million for 2,048 features. */
    private static final long UNLABELLED = 512;

    private final ObjectStore store;
    private HeldOutSplit newest;
    private HeldOutSplit newestUnlabelled;

    public HeldOutSplits(ObjectStore store) {
        this.store = store;
    }

    /**
     * The held-out split of a dataset.
     *
     * @throws UndoableWorkException if the dataset is not there, has no held-out split, or its sample list is damaged
     */
    public HeldOutSplit read(String dataset) {
        if (newest == null || !newest.dataset().id().equals(dataset)) {
            newest = load(dataset);
        }
        return newest;
    }

    /**
     * Training images at even distances through the split, always the same ones; held-out ones where a dataset has no
     * training split. Who uses them does not look at their labels.
     *
     * @throws UndoableWorkException as {@link #read}
     */
    public HeldOutSplit unlabelled(String dataset) {
        if (newestUnlabelled == null || !newestUnlabelled.dataset().id().equals(dataset)) {
            DatasetManifest manifest = manifest(dataset);
            long size = manifest.samples(Split.TRAIN);
            long count = Math.min(UNLABELLED, size);
            newestUnlabelled = size == 0
                    ? read(dataset)
                    : new HeldOutSplit(
                            manifest,
                            Split.TRAIN,
                            samples(manifest, LongStream.range(0, count).map(i -> i * size / count)));
        }
        return newestUnlabelled;
    }

    private DatasetManifest manifest(String dataset) {
        return store.get(ObjectKeys.datasetManifest(dataset))
                .map(stored -> Json.read(stored.content(), DatasetManifest.class))
                .orElseThrow(() -> new UndoableWorkException(
                        "dataset '" + dataset + "' is not stored: ingest it again and replay this event", null));
    }

    private HeldOutSplit load(String dataset) {
        DatasetManifest manifest = manifest(dataset);
        Split split = manifest.heldOut();
        long samples = manifest.samples(split);
        if (samples == 0) {
            throw new UndoableWorkException(
                    "dataset '" + dataset + "' has no validation or test samples to score on: choose a split rule that"
                            + " holds some out",
                    null);
        }
        long first = manifest.firstSample(split);
        return new HeldOutSplit(manifest, split, samples(manifest, LongStream.range(first, first + samples)));
    }

    /** The samples of numbers that rise. */
    private List<SampleEntry> samples(DatasetManifest manifest, LongStream numbers) {
        PrimitiveIterator.OfLong wanted = numbers.iterator();
        long next = wanted.hasNext() ? wanted.nextLong() : -1;
        String key = ObjectKeys.samples(manifest.id());
        MessageDigest digest = Digests.sha256();
        List<SampleEntry> samples = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new DigestInputStream(store.open(key, 0, -1), digest), UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (number == next) {
                    samples.add(Json.read(line.getBytes(UTF_8), SampleEntry.class));
                    next = wanted.hasNext() ? wanted.nextLong() : -1;
                }
                number++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        } catch (ObjectNotFoundException e) {
            throw new UndoableWorkException("dataset '" + manifest.id() + "' is incomplete: " + e.getMessage(), e);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (!sha256.equals(manifest.samplesSha256()) || next >= 0) {
            throw new UndoableWorkException(
                    key + " is damaged: its SHA-256 is " + sha256 + " and the manifest says " + manifest.samplesSha256()
                            + "; ingest the dataset again",
                    null);
        }
        return samples;
    }
}

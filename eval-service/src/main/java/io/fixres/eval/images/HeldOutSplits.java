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

/** Reads held-out splits; keeps the newest, since the checkpoints of an experiment follow each other. Not thread safe. */
@Singleton
public final class HeldOutSplits {
    private final ObjectStore store;
    private HeldOutSplit newest;

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

    private HeldOutSplit load(String dataset) {
        DatasetManifest manifest = store.get(ObjectKeys.datasetManifest(dataset))
                .map(stored -> Json.read(stored.content(), DatasetManifest.class))
                .orElseThrow(() -> new UndoableWorkException(
                        "dataset '" + dataset + "' is not stored: ingest it again and replay this event", null));
        Split split = manifest.heldOut();
        long samples = manifest.samples(split);
        if (samples == 0) {
            throw new UndoableWorkException(
                    "dataset '" + dataset + "' has no validation or test samples to score on: choose a split rule that"
                            + " holds some out",
                    null);
        }
        return new HeldOutSplit(manifest, split, samples(manifest, manifest.firstSample(split), samples));
    }

    private List<SampleEntry> samples(DatasetManifest manifest, long first, long count) {
        String key = ObjectKeys.samples(manifest.id());
        MessageDigest digest = Digests.sha256();
        List<SampleEntry> samples = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new DigestInputStream(store.open(key, 0, -1), digest), UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (number >= first && number < first + count) {
                    samples.add(Json.read(line.getBytes(UTF_8), SampleEntry.class));
                }
                number++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        } catch (ObjectNotFoundException e) {
            throw new UndoableWorkException("dataset '" + manifest.id() + "' is incomplete: " + e.getMessage(), e);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (!sha256.equals(manifest.samplesSha256()) || samples.size() != count) {
            throw new UndoableWorkException(
                    key + " is damaged: its SHA-256 is " + sha256 + " and the manifest says " + manifest.samplesSha256()
                            + "; ingest the dataset again",
                    null);
        }
        return samples;
    }
}

package io.fixres.augment.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Where the images of one split lie: 20 bytes a sample in arrays of fixed width. Samples are numbered from 0 within the
 * split.
 */
public final class SplitIndex {
    private final String dataset;
    private final DatasetManifest manifest;
    private final int[] shards;
    private final long[] offsets;
    private final int[] lengths;
    private final int[] labels;

    private SplitIndex(String dataset, DatasetManifest manifest, int samples) {
        this.dataset = dataset;
        this.manifest = manifest;
        this.shards = new int[samples];
        this.offsets = new long[samples];
        this.lengths = new int[samples];
        this.labels = new int[samples];
    }

    /** Place of one image: shard, first byte and bytes. */
    public record Place(String dataset, DatasetManifest.Shard shard, int shardIndex, long offset, int length) {}

    /** Reads the index of a split from the store, streamed. */
    public static SplitIndex read(ObjectStore store, String dataset, Split split) {
        DatasetManifest manifest = Json.read(
                store.get(ObjectKeys.datasetManifest(dataset))
                        .orElseThrow(() -> new MalformedDocumentException(
                                "dataset '" + dataset + "' is not in the store: ingest it, or name one that is", null))
                        .content(),
                DatasetManifest.class);
        SplitIndex index = new SplitIndex(dataset, manifest, Math.toIntExact(manifest.samples(split)));
        long first = manifest.firstSample(split);
        ObjectReader reader = Json.mapper().readerFor(SampleEntry.class);
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(store.open(ObjectKeys.samples(dataset), 0, -1), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                SampleEntry sample = reader.readValue(line);
                if (sample.split() == split) {
                    index.put(Math.toIntExact(sample.id() - first), sample);
                }
            }
        } catch (JsonProcessingException e) {
            throw new MalformedDocumentException(
                    "the sample list of dataset '" + dataset + "' is damaged: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "cannot read the sample list of dataset '" + dataset + "': " + e.getMessage(), e);
        }
        return index;
    }

    private void put(int sample, SampleEntry entry) {
        shards[sample] = entry.shard();
        offsets[sample] = entry.offset();
        lengths[sample] = entry.length();
        labels[sample] = entry.label();
    }

    /** Id of the dataset. */
    public String dataset() {
        return dataset;
    }

    /** Number of samples. */
    public long samples() {
        return labels.length;
    }

    /** Class of a sample. */
    public int label(int sample) {
        return labels[sample];
    }

    /** Place of a sample's image. */
    public Place place(int sample) {
        return new Place(
                dataset, manifest.shards().get(shards[sample]), shards[sample], offsets[sample], lengths[sample]);
    }
}

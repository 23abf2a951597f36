package io.fixres.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.DatasetManifest.Shard;
import io.fixres.contracts.dataset.DatasetManifest.SplitSize;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A dataset of one-byte images: held-out image i is the byte i, its class i modulo 2. */
public final class TestDataset {
    public static final String ID = "ds-test";

    private TestDataset() {}

    /** Stores a dataset of 4 training samples and as many held-out ones as said, in two shards. */
    public static void store(ObjectStore store, Map<Split, Integer> heldOut) {
        List<SampleEntry> samples = new ArrayList<>();
        List<ByteArrayOutputStream> shards = List.of(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        List<SplitSize> sizes = new ArrayList<>(List.of(new SplitSize(Split.TRAIN, 4)));
        append(samples, shards, Split.TRAIN, 4);
        for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
            int count = heldOut.getOrDefault(split, 0);
            if (count > 0) {
                append(samples, shards, split, count);
                sizes.add(new SplitSize(split, count));
            }
        }
        StringBuilder lines = new StringBuilder();
        samples.forEach(sample -> lines.append(Json.text(sample)).append('\n'));
        store.create(ObjectKeys.samples(ID), lines.toString().getBytes(UTF_8));
        for (int i = 0; i < shards.size(); i++) {
            store.create(ObjectKeys.shard(ID, i), shards.get(i).toByteArray());
        }
        List<Shard> files = List.of(new Shard("shard-000000.tar", 0, ""), new Shard("shard-000001.tar", 0, ""));
        store.create(
                ObjectKeys.datasetManifest(ID),
                Json.bytes(new DatasetManifest(
                        ID,
                        List.of("a", "b"),
                        sizes,
                        "folders",
                        "file:/test",
                        files,
                        Digests.sha256(lines.toString()),
                        Map.of(),
                        0,
                        List.of())));
    }

    private static void append(List<SampleEntry> samples, List<ByteArrayOutputStream> shards, Split split, int count) {
        for (int i = 0; i < count; i++) {
            int shard = i < count / 2 ? 0 : 1;
            ByteArrayOutputStream bytes = shards.get(shard);
            bytes.writeBytes(new byte[512]);
            byte[] image = {(byte) i};
            samples.add(new SampleEntry(
                    samples.size(), "k" + i, i % 2, split, shard, bytes.size(), 1, 1, 1, Digests.sha256(image)));
            bytes.writeBytes(image);
        }
    }
}

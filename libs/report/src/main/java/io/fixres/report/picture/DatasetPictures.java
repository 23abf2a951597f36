package io.fixres.report.picture;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectNotFoundException;
import io.fixres.kit.store.ObjectStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Thumbnails of the images of datasets. Safe for use by several threads. */
public final class DatasetPictures {
    private static final int MOST_REMEMBERED = 256;

    /** Above this an image is left out: reading it would take more memory than a page is worth. */
    private static final int MOST_BYTES = 8 << 20;

    private final ObjectStore store;
    private final Map<String, Optional<byte[]>> remembered = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<byte[]>> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** Of a store. */
    public DatasetPictures(ObjectStore store) {
        this.store = store;
    }

    /**
     * A JPEG of at most 160 px.
     *
     * @param split such as {@code validation}
     * @param sample number within the split, from 0
     * @return empty if there is no such sample, or its format is one that this Java cannot read
     */
    public synchronized Optional<byte[]> thumbnail(String dataset, String split, long sample) {
        return remembered.computeIfAbsent(dataset + "/" + split + "/" + sample, key -> read(dataset, split, sample));
    }

    private Optional<byte[]> read(String dataset, String split, long sample) {
        Optional<DatasetManifest> manifest = store.get(ObjectKeys.datasetManifest(dataset))
                .map(object -> Json.read(object.content(), DatasetManifest.class));
        Optional<Split> known = java.util.Arrays.stream(Split.values())
                .filter(s -> s.id().equals(split))
                .findFirst();
        if (manifest.isEmpty()
                || known.isEmpty()
                || sample < 0
                || sample >= manifest.get().samples(known.get())) {
            return Optional.empty();
        }
        return entry(dataset, manifest.get().firstSample(known.get()) + sample)
                .filter(entry -> entry.length() <= MOST_BYTES)
                .flatMap(entry -> Thumbnails.of(bytes(dataset, entry)));
    }

    private Optional<SampleEntry> entry(String dataset, long number) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(store.open(ObjectKeys.samples(dataset), 0, -1), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(number)
                    .findFirst()
                    .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), SampleEntry.class));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the samples of " + dataset, e);
        }
    }

    private byte[] bytes(String dataset, SampleEntry entry) {
        String shard = ObjectKeys.shard(dataset, entry.shard());
        try (InputStream in = store.open(shard, entry.offset(), entry.length())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(String.format(Locale.ROOT, "cannot read %s", shard), e);
        }
    }
}

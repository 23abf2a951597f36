package io.fixres.report.picture;

import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.dataset.SampleIndex;
import io.fixres.kit.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Thumbnails of the images of datasets. Safe for use by several threads. */
public final class DatasetPictures {
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private static final int MOST_REMEMBERED = 256;

    private static final int MOST_INDEXES = 16;

    /** Above this an image is left out: reading it would take more memory than a page is worth. */
    private static final int MOST_BYTES = 8 << 20;

    private static final class Recent<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        private final int most;

        Recent(int most) {
            super(16, .75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > most;
        }
    }

    private final ObjectStore store;
    private final Map<String, Optional<byte[]>> remembered = new Recent<>(MOST_REMEMBERED);
    /** By dataset and split; the files have no names and take no memory that the process must have. */
    private final Map<String, Optional<SampleIndex>> indexes = new Recent<>(MOST_INDEXES);

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
     * @throws io.fixres.contracts.MalformedDocumentException if the list of samples is damaged
     */
    public synchronized Optional<byte[]> thumbnail(String dataset, String split, long sample) {
        return remembered.computeIfAbsent(dataset + "/" + split + "/" + sample, key -> read(dataset, split, sample));
    }

    private Optional<byte[]> read(String dataset, String split, long sample) {
        return index(dataset, split)
                .filter(index -> sample >= 0 && sample < index.samples() && index.length(sample) <= MOST_BYTES)
                .flatMap(index -> Thumbnails.of(bytes(dataset, index, sample)));
    }

    private Optional<SampleIndex> index(String dataset, String split) {
        return indexes.computeIfAbsent(dataset + "/" + split, key -> Arrays.stream(Split.values())
                .filter(s -> s.id().equals(split))
                .findFirst()
                .filter(s ->
                        store.exists(ObjectKeys.datasetManifest(dataset)) && store.exists(ObjectKeys.samples(dataset)))
                .map(s -> SampleIndex.read(store, SampleIndex.manifest(store, dataset), s, TEMPORARY)));
    }

    private byte[] bytes(String dataset, SampleIndex index, long sample) {
        String shard = ObjectKeys.shard(dataset, index.shard(sample));
        try (InputStream in = store.open(shard, index.offset(sample), index.length(sample))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(String.format(Locale.ROOT, "cannot read %s", shard), e);
        }
    }
}

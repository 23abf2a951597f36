package io.fixres.kit.dataset;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where the images of one split lie: a file of fixed width, mapped into memory, so that neither the heap nor the memory
 * that the process must have grows with the dataset. Samples are numbered from 0 within the split. Safe for use by
 * several threads.
 */
public final class SampleIndex {
    /** Label, shard, offset (8 bytes), length, digest, width, height; place (8 bytes) and length in the list. */
    static final int WIDTH = 4 + 4 + 8 + 4 + SampleIndex.DIGEST + 4 + 4 + 8 + 4;

    /** Bytes of a SHA-256. */
    static final int DIGEST = 32;

    private static final int SHARD = 4;
    private static final int OFFSET = 8;
    private static final int LENGTH = 16;
    private static final int CHECKSUM = 20;
    private static final int IMAGE_WIDTH = CHECKSUM + DIGEST;
    private static final int IMAGE_HEIGHT = IMAGE_WIDTH + 4;
    private static final int LINE = IMAGE_HEIGHT + 4;
    private static final int LINE_LENGTH = LINE + 8;

    private final DatasetManifest manifest;
    private final Split split;
    private final MappedByteBuffer[] parts;
    private final long samples;
    private final int samplesPerPart;

    private SampleIndex(
            DatasetManifest manifest, Split split, MappedByteBuffer[] parts, long samples, int samplesPerPart) {
        this.manifest = manifest;
        this.split = split;
        this.parts = parts;
        this.samples = samples;
        this.samplesPerPart = samplesPerPart;
    }

    /**
     * The manifest of a stored dataset.
     *
     * @throws MalformedDocumentException if it is not in the store
     */
    public static DatasetManifest manifest(ObjectStore store, String dataset) {
        return Json.read(
                store.get(ObjectKeys.datasetManifest(dataset))
                        .orElseThrow(() -> new MalformedDocumentException(
                                "dataset '" + dataset + "' is not in the store: ingest it, or name one that is", null))
                        .content(),
                DatasetManifest.class);
    }

    /**
     * Builds the index of a split from {@code samples.jsonl}, streamed, and checks the list against the manifest.
     *
     * @param directory for the file, which has no name from the start and goes with the index
     * @throws MalformedDocumentException if the list is damaged or missing
     * @throws io.fixres.kit.store.StoreUnavailableException if the store does not answer
     */
    public static SampleIndex read(ObjectStore store, DatasetManifest manifest, Split split, Path directory) {
        return spread(store, manifest, split, manifest.samples(split), directory);
    }

    /**
     * {@link #read} of some samples at even distances through the split, always the same ones; they are numbered anew.
     *
     * @param count how many; all where the split has fewer
     */
    public static SampleIndex spread(
            ObjectStore store, DatasetManifest manifest, Split split, long count, Path directory) {
        return read(store, manifest, split, Math.min(count, manifest.samples(split)), directory, (1 << 30) / WIDTH);
    }

    static SampleIndex read(
            ObjectStore store,
            DatasetManifest manifest,
            Split split,
            long samples,
            Path directory,
            int samplesPerPart) {
        long size = manifest.samples(split);
        long first = manifest.firstSample(split);
        try (IndexFile file = new IndexFile(directory)) {
            new SampleList(store, manifest).forEach(split, line -> {
                if (line.sample().id() - first == file.samples() * size / samples) {
                    file.append(line);
                }
            });
            return new SampleIndex(
                    manifest, split, map(file.finish(), samples, samplesPerPart), samples, samplesPerPart);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the index of dataset '" + manifest.id() + "' into " + directory + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** A mapping holds at most 2 GiB, so a long index has several. */
    private static MappedByteBuffer[] map(FileChannel channel, long samples, int samplesPerPart) throws IOException {
        MappedByteBuffer[] parts =
                new MappedByteBuffer[Math.toIntExact((samples + samplesPerPart - 1) / samplesPerPart)];
        for (int i = 0; i < parts.length; i++) {
            long first = (long) i * samplesPerPart;
            parts[i] = channel.map(
                    FileChannel.MapMode.READ_ONLY, first * WIDTH, Math.min(samplesPerPart, samples - first) * WIDTH);
        }
        return parts;
    }

    /** The dataset. */
    public DatasetManifest manifest() {
        return manifest;
    }

    /** The split. */
    public Split split() {
        return split;
    }

    /** Number of samples. */
    public long samples() {
        return samples;
    }

    /** Class of a sample. */
    public int label(long sample) {
        return part(sample).getInt(at(sample));
    }

    /** Index of the shard that a sample's image lies in. */
    public int shard(long sample) {
        return part(sample).getInt(at(sample) + SHARD);
    }

    /** First byte of the image within its shard. */
    public long offset(long sample) {
        return part(sample).getLong(at(sample) + OFFSET);
    }

    /** Bytes of the image. */
    public int length(long sample) {
        return part(sample).getInt(at(sample) + LENGTH);
    }

    /** SHA-256 of the image's bytes, 32 bytes. */
    public byte[] sha256(long sample) {
        byte[] digest = new byte[DIGEST];
        part(sample).get(at(sample) + CHECKSUM, digest);
        return digest;
    }

    /** Whether bytes are those of the image when it was ingested. */
    public boolean isImage(long sample, byte[] content) {
        return Arrays.equals(Digests.sha256().digest(content), sha256(sample));
    }

    /** What is said of a sample whose stored bytes are no longer those of its image. */
    public String damage(long sample) {
        return "sample " + sample + " of " + split.id() + " (byte " + offset(sample) + " of "
                + ObjectKeys.shard(manifest.id(), shard(sample))
                + ") is not what was ingested: its SHA-256 differs; ingest the dataset again";
    }

    /** Pixels from left to right of the encoded image. */
    public int width(long sample) {
        return part(sample).getInt(at(sample) + IMAGE_WIDTH);
    }

    /** Pixels from top to bottom of the encoded image. */
    public int height(long sample) {
        return part(sample).getInt(at(sample) + IMAGE_HEIGHT);
    }

    /** All that the list says of a sample, read from the store. */
    public SampleEntry entry(ObjectStore store, long sample) {
        String key = ObjectKeys.samples(manifest.id());
        long from = part(sample).getLong(at(sample) + LINE);
        int length = part(sample).getInt(at(sample) + LINE_LENGTH);
        try (InputStream line = store.open(key, from, length)) {
            return Json.read(line.readAllBytes(), SampleEntry.class);
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot read " + key + ": " + e.getMessage(), e);
        }
    }

    private MappedByteBuffer part(long sample) {
        if (sample < 0 || sample >= samples) {
            throw new IndexOutOfBoundsException(
                    "sample " + sample + " of " + samples + " in " + split.id() + " of " + manifest.id());
        }
        return parts[(int) (sample / samplesPerPart)];
    }

    private int at(long sample) {
        return (int) (sample % samplesPerPart) * WIDTH;
    }

    @Override
    public String toString() {
        return "index of " + split.id() + " of " + manifest.id() + ", " + samples + " samples in "
                + Arrays.stream(parts).mapToLong(MappedByteBuffer::capacity).sum() + " bytes";
    }
}

package io.fixres.kit.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectNotFoundException;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;

/** {@code samples.jsonl} of a dataset, read from the store line by line and checked. */
final class SampleList {
    private static final int BUFFER = 1 << 16;

    /**
     * A sample and where the list speaks of it.
     *
     * @param offset of the first byte
     * @param length in bytes; white space before the object counts
     */
    record Line(SampleEntry sample, long offset, int length) {}

    private final ObjectStore store;
    private final DatasetManifest manifest;
    private final String key;

    SampleList(ObjectStore store, DatasetManifest manifest) {
        this.store = store;
        this.manifest = manifest;
        this.key = ObjectKeys.samples(manifest.id());
    }

    /** Shows the samples of a split in order; what was shown counts only once this has returned. */
    void forEach(Split split, Consumer<Line> user) {
        MessageDigest digest = Digests.sha256();
        long first = manifest.firstSample(split);
        long end = first + manifest.samples(split);
        long next = 0;
        long offset = 0;
        try (InputStream in = new DigestInputStream(new BufferedInputStream(store.open(key, 0, -1), BUFFER), digest);
                MappingIterator<SampleEntry> lines =
                        Json.mapper().readerFor(SampleEntry.class).readValues(in)) {
            for (; lines.hasNextValue(); next++) {
                SampleEntry sample = lines.nextValue();
                check(sample, next, (next >= first && next < end) == (sample.split() == split));
                long objectEnd = lines.getParser().currentTokenLocation().getByteOffset() + 1;
                if (sample.split() == split) {
                    user.accept(new Line(sample, offset, Math.toIntExact(objectEnd - offset)));
                }
                offset = objectEnd;
            }
        } catch (ObjectNotFoundException e) {
            throw new MalformedDocumentException(
                    "dataset '" + manifest.id() + "' is incomplete, ingest it again: " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw damaged("line " + (next + 1) + " cannot be read: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot read " + key + ": " + e.getMessage(), e);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (!sha256.equals(manifest.samplesSha256())) {
            throw damaged("its SHA-256 is " + sha256 + " and the manifest says " + manifest.samplesSha256(), null);
        }
        if (next < end) {
            throw damaged("it has " + next + " lines and the manifest speaks of " + end, null);
        }
    }

    private void check(SampleEntry sample, long expected, boolean inItsSplit) {
        boolean valid = sample.id() == expected
                && inItsSplit
                && sample.shard() >= 0
                && sample.shard() < manifest.shards().size()
                && sample.label() >= 0
                && sample.label() < manifest.classes().size()
                && sample.offset() >= 0
                && sample.length() >= 0
                && sample.sha256() != null
                && sample.sha256().length() == 2 * SampleIndex.DIGEST;
        if (!valid) {
            throw damaged("line " + (expected + 1) + " is " + sample + ", which does not fit the manifest", null);
        }
    }

    private MalformedDocumentException damaged(String what, Exception cause) {
        return new MalformedDocumentException(key + " is damaged, ingest the dataset again: " + what, cause);
    }
}

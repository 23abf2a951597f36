package io.fixres.ingest.dataset;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.DatasetManifest.SplitSize;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.recipe.SplitRule;
import io.fixres.ingest.image.RejectionReason;
import io.fixres.ingest.image.Rejections;
import io.fixres.ingest.source.RejectedSourceException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a dataset of the images in a spool. The result depends on names, bytes and the split rule only: not on the order
 * of the source, its packing or its address.
 */
public final class DatasetAssembler {
    /** A size that one request reads well and that a person can download to look into. */
    static final long SHARD_BYTES = 64L << 20;

    private final ImageSpool spool;
    private final SampleIndex index;
    private final SourceClasses source;
    private final SplitRule rule;
    private final Path directory;

    /**
     * For a spool that is filled.
     *
     * @param directory an existing directory for the files of the dataset
     */
    public DatasetAssembler(CollectedImages collected, SplitRule rule, Path directory) {
        this.spool = collected.spool();
        this.index = collected.index();
        this.source = collected.classes();
        this.rule = rule;
        this.directory = directory;
    }

    /**
     * Orders, divides and writes.
     *
     * @param rejections open; it is closed here
     * @throws RejectedSourceException if there is too little to train on or to score
     */
    public AssembledDataset assemble(String uri, Rejections rejections) {
        removeRepeatedPaths(rejections);
        rejections.close();
        ClassTable classes = source.table(rejections);
        index.sortBy(position -> TfdsOrder.digest(spool.read(position).path()));
        SplitAssignment splits = SplitAssignment.of(rule, index, spool);
        try {
            return write(uri, classes, splits, rejections);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the work directory: " + e.getMessage(), e);
        }
    }

    private void removeRepeatedPaths(Rejections rejections) {
        index.sortBy(position ->
                Digests.sha256().digest(identity(spool.read(position)).getBytes(StandardCharsets.UTF_8)));
        index.retainFirstOfEach(position -> rejections.add(
                identity(spool.read(position)),
                RejectionReason.DUPLICATE_PATH,
                "an earlier file of the source has the same class and name: rename one"));
    }

    private static String identity(SpooledImage image) {
        return image.folder().map(split -> split.id() + "/").orElse("") + image.path();
    }

    private AssembledDataset write(String uri, ClassTable classes, SplitAssignment splits, Rejections rejections)
            throws IOException {
        Path samples = directory.resolve("samples.jsonl");
        MessageDigest digest = Digests.sha256();
        Map<Split, Map<String, Long>> counts = new EnumMap<>(Split.class);
        List<DatasetManifest.Shard> shards;
        try (OutputStream lines = new BufferedOutputStream(
                        new DigestOutputStream(Files.newOutputStream(samples), digest), 1 << 16);
                ShardWriter shardWriter = new ShardWriter(directory, SHARD_BYTES)) {
            long id = 0;
            for (Split split : Split.values()) {
                id = writeSplit(split, id, classes, splits, shardWriter, lines, counts);
                shardWriter.finishShard();
            }
            shards = shardWriter.shards();
        }
        List<SplitSize> sizes = sizes(counts);
        byte[] samplesSha256 = digest.digest();
        return new AssembledDataset(
                new DatasetManifest(
                        id(samples, classes.names()),
                        classes.names(),
                        sizes,
                        rule.text(),
                        uri,
                        shards,
                        HexFormat.of().formatHex(samplesSha256),
                        byName(counts),
                        rejections.refused(),
                        notes(splits, classes, rejections)),
                directory,
                samples,
                rejections.file());
    }

    private long writeSplit(
            Split split,
            long firstId,
            ClassTable classes,
            SplitAssignment splits,
            ShardWriter shards,
            OutputStream lines,
            Map<Split, Map<String, Long>> counts)
            throws IOException {
        long id = firstId;
        for (int rank = 0; rank < index.size(); rank++) {
            SpooledImage image = spool.read(index.position(rank));
            if (splits.of(image) != split) {
                continue;
            }
            String name = classes.name(image.className());
            String key = SampleKeys.of(image, name, rule);
            int label = classes.label(image.className());
            ShardWriter.Location location = shards.add(key, image.format().suffix(), spool.content(image), label);
            lines.write(Json.bytes(new SampleEntry(
                    id++,
                    key,
                    label,
                    split,
                    location.shard(),
                    location.offset(),
                    image.length(),
                    image.width(),
                    image.height(),
                    HexFormat.of().formatHex(image.sha256()))));
            lines.write('\n');
            counts.computeIfAbsent(split, s -> new TreeMap<>()).merge(name, 1L, Long::sum);
        }
        return id;
    }

    private List<SplitSize> sizes(Map<Split, Map<String, Long>> counts) {
        List<SplitSize> sizes = new ArrayList<>();
        counts.forEach((split, classes) -> sizes.add(new SplitSize(
                split, classes.values().stream().mapToLong(Long::longValue).sum())));
        if (!counts.containsKey(Split.TRAIN)) {
            throw new RejectedSourceException("split '" + rule.text() + "' leaves nothing to train on (" + index.size()
                    + " images): add images, or choose another data.split");
        }
        if (sizes.size() < 2) {
            throw new RejectedSourceException("split '" + rule.text() + "' leaves nothing to score (all " + index.size()
                    + " images are for training): add a val/ or test/ folder, or choose another data.split");
        }
        return sizes;
    }

    /** {@code samples.jsonl} names the content of every image; the class names say what the labels mean. */
    private static String id(Path samples, List<String> classes) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (OutputStream hash = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(samples, hash);
            hash.write(String.join("\n", classes).getBytes(StandardCharsets.UTF_8));
        }
        return "ds-" + HexFormat.of().formatHex(digest.digest()).substring(0, 24);
    }

    private static Map<String, Map<String, Long>> byName(Map<Split, Map<String, Long>> counts) {
        Map<String, Map<String, Long>> named = new TreeMap<>();
        counts.forEach((split, classes) -> named.put(split.id(), classes));
        return named;
    }

    private List<String> notes(SplitAssignment splits, ClassTable classes, Rejections rejections) {
        List<String> notes =
                new ArrayList<>(Duplicates.find(index, spool, splits).notes());
        if (rejections.skipped() > 0) {
            notes.add("files that are no images, listed in rejected.jsonl: " + rejections.skipped());
        }
        if (source.used() < classes.names().size()) {
            notes.add("class numbers without an image: " + (classes.names().size() - source.used()) + " of "
                    + classes.names().size());
        }
        if (source.hasSplits() && !(rule instanceof SplitRule.Folders)) {
            notes.add("the source has split folders of its own, which split '" + rule.text()
                    + "' pools; data.split 'folders' keeps them");
        }
        return notes;
    }
}

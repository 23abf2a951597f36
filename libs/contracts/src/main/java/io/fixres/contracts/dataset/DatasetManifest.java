package io.fixres.contracts.dataset;

import java.util.List;
import java.util.Map;

/**
 * {@code manifest.json} of a dataset; it is written last, so that a dataset with a manifest is whole.
 *
 * @param id content address: {@code ds-} and the first 24 hexadecimal digits of the SHA-256 of {@code samples.jsonl} and
 *     the class names
 * @param classes class names; the index is the label
 * @param splits for each split in the order train, validation, test that has samples: its name and size. Samples are
 *     numbered through the splits in that order, so each split is a contiguous range of {@code samples.jsonl}
 * @param splitRule the rule as the recipe writes it
 * @param shards tar files in order
 * @param samplesSha256 of {@code samples.jsonl}
 * @param samplesPerClass by split, then class name
 * @param rejected images refused, see {@code rejected.jsonl}
 * @param notes what a reader of results should know, such as identical bytes under two labels
 */
public record DatasetManifest(
        String id,
        List<String> classes,
        List<SplitSize> splits,
        String splitRule,
        String uri,
        List<Shard> shards,
        String samplesSha256,
        Map<String, Map<String, Long>> samplesPerClass,
        long rejected,
        List<String> notes) {

    /** Size of one split. */
    public record SplitSize(Split split, long samples) {}

    /** One tar file: name within the dataset, bytes and checksum. */
    public record Shard(String name, long bytes, String sha256) {}

    /** Number of samples of a split, 0 where it has none. */
    public long samples(Split split) {
        return splits.stream()
                .filter(s -> s.split() == split)
                .mapToLong(SplitSize::samples)
                .sum();
    }

    /** Number of the first sample of a split in {@code samples.jsonl}. */
    public long firstSample(Split split) {
        return splits.stream()
                .filter(s -> s.split().compareTo(split) < 0)
                .mapToLong(SplitSize::samples)
                .sum();
    }

    /** The split that scores are taken on: validation where there is one, else test. */
    public Split heldOut() {
        return samples(Split.VALIDATION) > 0 ? Split.VALIDATION : Split.TEST;
    }
}

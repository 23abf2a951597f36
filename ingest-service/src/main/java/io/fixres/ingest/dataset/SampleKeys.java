package io.fixres.ingest.dataset;

import io.fixres.contracts.Digests;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.recipe.SplitRule;

/**
 * Names of samples in shards: {@code <class>/<name>}, where the name may have folders. WebDataset takes everything after the first dot of a file name
 * for its kind, so the name has no dot; and two samples of a shard never share one.
 */
final class SampleKeys {
    private SampleKeys() {}

    static String of(SpooledImage image, String className, SplitRule rule) {
        String suffix = "." + image.format().suffix();
        String file = image.file();
        String stem = file.endsWith(suffix) ? file.substring(0, file.length() - suffix.length()) : "";
        boolean foldersPooled = image.folder().isPresent() && !(rule instanceof SplitRule.Folders);
        if (!stem.isEmpty() && stem.indexOf('.') < 0 && !foldersPooled) {
            return className + "/" + stem;
        }
        // A name that has to be changed could meet another one: the digest of the whole name keeps them apart.
        String whole = image.folder().map(Split::id).orElse("") + "/" + file;
        return className + "/" + file.replace('.', '_') + "-"
                + Digests.sha256(whole).substring(0, 12);
    }
}

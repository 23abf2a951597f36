package io.fixres.ingest.layout;

import io.fixres.contracts.dataset.Split;
import io.fixres.ingest.archive.EntryPath;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Splits by the words in paths, as in {@code val/00001.jpg} or {@code imagenet-train-000012.tar}. */
public final class SplitNames {
    private static final Pattern WORD_ENDS = Pattern.compile("[/\\\\._ -]+");

    private SplitNames() {}

    /** The first word of the texts that stands for a split. */
    public static Optional<Split> of(String... texts) {
        return Stream.of(texts)
                .flatMap(WORD_ENDS::splitAsStream)
                .flatMap(word -> EntryPath.split(word).stream())
                .findFirst();
    }
}

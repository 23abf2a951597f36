package io.fixres.ingest.archive;

import java.util.List;
import java.util.Locale;

/** Names of archives that a source may consist of. */
public final class ShardName {
    private static final List<String> ENDINGS = List.of(".tar", ".tar.gz", ".tgz");

    private ShardName() {}

    /** Whether a file is read as an archive. */
    public static boolean matches(String path) {
        return ENDINGS.stream().anyMatch(path.toLowerCase(Locale.ROOT)::endsWith);
    }

    /** A path without the ending of an archive. */
    public static String stem(String path) {
        return ENDINGS.stream()
                .filter(path.toLowerCase(Locale.ROOT)::endsWith)
                .findFirst()
                .map(ending -> path.substring(0, path.length() - ending.length()))
                .orElse(path);
    }
}

package io.fixres.contracts.event;

import io.fixres.contracts.Digests;
import java.util.Objects;
import java.util.Optional;

/**
 * Where labelled images come from.
 *
 * @param uri {@code file:}, {@code http:}, {@code https:} or {@code s3:} address of an archive (.tgz, .tar.gz, .tar,
 *     .zip) or, for {@code file:}, of a directory; or of several archives, see {@link SourcePattern}
 * @param revision anything that changes when the content behind the address does (the command gives the SHA-256); a
 *     source is read once for each revision
 */
public record DataSource(String uri, Optional<String> revision) {
    /** Refuses an absent address. */
    public DataSource {
        Objects.requireNonNull(uri, "data.uri is missing: give the address of an archive or directory");
    }

    /**
     * Key of what was stored for this source under a split rule: 32 hexadecimal digits.
     *
     * @param split the split rule as the recipe writes it, such as {@code tfds: 90%}
     */
    public String hash(String split) {
        return Digests.sha256(uri + "\n" + revision.orElse("") + "\n" + split).substring(0, 32);
    }
}

package io.fixres.ingest.image;

import java.util.Locale;

/** Why an entry of a source is not in the dataset; the classes of the metric. */
public enum RejectionReason {
    NOT_AN_IMAGE,
    UNSUPPORTED_FORMAT,
    UNDECODABLE,
    TOO_LARGE,
    UNSAFE_PATH,
    LINK_OR_DEVICE,
    UNREADABLE,
    NO_CLASS,
    EXTRA_IMAGE,
    DUPLICATE_PATH;

    /** Tag value. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

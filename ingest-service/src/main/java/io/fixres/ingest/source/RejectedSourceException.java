package io.fixres.ingest.source;

/** A source that cannot become a dataset; the message names the value, the rule it breaks and what to do. */
public final class RejectedSourceException extends RuntimeException {
    /** With the reason as the user reads it. */
    public RejectedSourceException(String message) {
        super(message);
    }

    /** With the reason and what another library found. */
    public RejectedSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}

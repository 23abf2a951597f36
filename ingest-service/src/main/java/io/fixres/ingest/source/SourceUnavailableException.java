package io.fixres.ingest.source;

/** A source did not answer or broke off; reading it again may succeed. */
public final class SourceUnavailableException extends RuntimeException {
    /** With what was tried and what came back. */
    public SourceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

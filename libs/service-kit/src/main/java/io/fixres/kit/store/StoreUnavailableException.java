package io.fixres.kit.store;

/** The store did not answer, or answered with an error that may pass; the call can be repeated. */
public final class StoreUnavailableException extends RuntimeException {
    /** With what was tried and what came back. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

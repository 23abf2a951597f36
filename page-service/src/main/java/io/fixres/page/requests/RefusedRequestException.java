package io.fixres.page.requests;

/** A request that cannot be obeyed; the message names the value, the rule it breaks and what to do. */
public final class RefusedRequestException extends RuntimeException {
    /** With what is wrong. */
    public RefusedRequestException(String message) {
        super(message);
    }
}

package io.fixres.kit.messaging;

/** The broker did not acknowledge; the call can be repeated. */
public final class BrokerUnavailableException extends RuntimeException {
    /** With what was tried and what came back. */
    public BrokerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.fixres.cli;

/** What the user asked for cannot be done as asked; the message names the value, the rule and the way out. */
public final class UsageException extends RuntimeException {
    /** With the whole message. */
    public UsageException(String message) {
        super(message);
    }
}

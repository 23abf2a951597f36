package io.fixres.cli.stack;

/** The stack did not come up; the message names the process and shows the end of its log. */
public final class StackFailedException extends RuntimeException {
    /** With the reason. */
    public StackFailedException(String message) {
        super(message);
    }
}

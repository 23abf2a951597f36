package io.fixres.eval.process;

/** Accepted work that cannot be done however often it is tried; its event becomes a dead letter with this message. */
public final class UndoableWorkException extends RuntimeException {
    /** With what is wrong and what to do, and the cause if another library found it (else null). */
    public UndoableWorkException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.fixres.trainer.intake;

/** An event that cannot be obeyed; its message is the reason that the dead-letter record carries. */
public final class RefusedEventException extends RuntimeException {
    /** With the reason. */
    public RefusedEventException(String message) {
        super(message);
    }
}

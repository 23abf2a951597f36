package io.fixres.eval.process;

/** The process is shutting down; the work stays in the store and is found again. */
public final class WorkStoppedException extends RuntimeException {
    /** Without a cause: this is asked for. */
    public WorkStoppedException() {
        super("stopped: the work is done after the next start");
    }
}

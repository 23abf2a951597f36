package io.fixres.trainer.lease;

/** The experiment belongs to another attempt; this one writes nothing more. */
public final class LeaseLostException extends RuntimeException {
    /** Naming the attempts. */
    public LeaseLostException(String experiment, int own, String now) {
        super("attempt " + own + " of experiment '" + experiment + "' has lost its lease: the state is " + now);
    }
}

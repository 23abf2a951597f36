package io.fixres.trainer.assembly;

/** No more batches will come; the cause says why. */
public final class FeedFailedException extends RuntimeException {
    /** With what ended the reading of replies. */
    public FeedFailedException(Throwable cause) {
        super("no more batches come: " + cause, cause);
    }
}

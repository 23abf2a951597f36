package io.fixres.training.evaluation;

/** A checkpoint's loss on an image is no number: its weights have diverged. */
public final class NonFiniteLossException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * For an image.
     *
     * @param sample its number within what is scored
     */
    NonFiniteLossException(int sample, float loss) {
        super("the checkpoint's loss on sample " + sample + " is " + loss
                + ": its weights have diverged; train with a lower learning rate");
    }
}

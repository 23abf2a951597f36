package io.fixres.training;

/** The loss is no longer a number; the message names step and learning rate and what to try. */
public final class NumericFailureException extends RuntimeException {
    /** After a step of a phase. */
    public NumericFailureException(double loss, long step, double learningRate) {
        super("the loss became " + loss + " within the steps up to " + step + " of the phase at learning rate "
                + learningRate + ": lower the learning rate, clip gradients (clip_norm) or warm up (warmup_epochs)");
    }
}

package io.fixres.training;

/** The loss is no longer a number; the message names step, learning rate and layer, and what to try. */
public final class NumericFailureException extends RuntimeException {
    /**
     * Found after a step of a phase.
     *
     * @param largest what is known of the layer with the largest gradient
     */
    public NumericFailureException(double loss, long step, double learningRate, String largest) {
        super("the loss became " + loss + " within the steps up to " + step + " of the phase at learning rate "
                + learningRate + "; " + largest
                + ": lower the learning rate, clip gradients (clip_norm) or warm up (warmup_epochs)");
    }
}

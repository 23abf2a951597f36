package io.fixres.contracts.recipe;

import java.util.List;

/**
 * Ends a phase once its scores on held-out images improve no more, as Keras' {@code EarlyStopping} does (Keras 3.15.1):
 * an epoch improves if its score beats the best one so far by more than {@code minDelta}.
 *
 * @param monitor which number of the evaluation; default loss
 * @param patience epochs in a row without improvement that end the phase; default 0, which is the first
 * @param minDelta what an improvement must exceed, in nats or as a share; default 0
 * @param restoreBest whether the phase gives the weights of its best epoch, not of its last; default false
 */
public record EarlyStopping(Monitor monitor, Integer patience, Double minDelta, Boolean restoreBest) {
    public EarlyStopping {
        monitor = monitor == null ? Monitor.LOSS : monitor;
        patience = patience == null ? 0 : patience;
        minDelta = minDelta == null ? 0 : minDelta;
        restoreBest = restoreBest != null && restoreBest;
        if (patience < 0) {
            throw new IllegalArgumentException("patience is " + patience + " but must not be negative");
        }
        if (!(minDelta >= 0) || Double.isInfinite(minDelta)) {
            throw new IllegalArgumentException("min_delta is " + minDelta + " but must be a number of at least 0");
        }
    }

    /** What is looked at. */
    public enum Monitor {
        /** Mean cross-entropy in nats: less is better. */
        LOSS,
        /** Share of images classified rightly, 0 to 1: more is better. */
        TOP1
    }

    /**
     * What follows from the scores so far.
     *
     * @param stop whether the phase ends here
     * @param bestEpoch from 0; of equal ones the earliest
     */
    public record Verdict(boolean stop, int bestEpoch) {}

    /**
     * Judges the epochs so far. The first epoch never ends a phase.
     *
     * @param scores one for each epoch, from the first; a loss that is no number never improves
     * @throws IllegalArgumentException if there are none
     */
    public Verdict judge(List<Double> scores) {
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("there is no score to judge");
        }
        double best = monitor == Monitor.LOSS ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        int bestEpoch = 0;
        int waited = 0;
        boolean stop = false;
        for (int epoch = 0; epoch < scores.size(); epoch++) {
            double score = scores.get(epoch);
            if (monitor == Monitor.LOSS ? score + minDelta < best : score - minDelta > best) {
                best = score;
                bestEpoch = epoch;
                waited = 0;
            } else {
                waited++;
                stop |= waited >= patience && epoch > 0;
            }
        }
        return new Verdict(stop, bestEpoch);
    }
}

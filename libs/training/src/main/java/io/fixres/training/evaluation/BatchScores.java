package io.fixres.training.evaluation;

/**
 * Scores of a batch, one entry an image.
 *
 * @param predicted the most probable classes
 * @param confidence their softmax probabilities
 * @param loss cross-entropy of the true classes in nats
 */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
public record BatchScores(int[] predicted, float[] confidence, float[] loss) {}

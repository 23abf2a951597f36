package io.fixres.training.evaluation;

/**
 * Scores of a batch, one entry an image.
 *
 * @param predicted the most probable classes
 * @param confidence their softmax probabilities
 * @param loss cross-entropy of the true classes in nats
 * @param ranks places of the true classes by probability, 0 where it is the predicted one
 * @param features pooled features as the classifier read them, image by image
 */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
public record BatchScores(int[] predicted, float[] confidence, float[] loss, int[] ranks, float[] features) {
    /**
     * Of logits.
     *
     * @param logits row by row, [n, classes]
     * @param labels true classes, at least n
     * @param features row by row
     */
    public static BatchScores of(float[] logits, int[] labels, int n, float[] features) {
        int classes = logits.length / n;
        BatchScores scores = new BatchScores(new int[n], new float[n], new float[n], new int[n], features);
        for (int i = 0; i < n; i++) {
            scores.fill(i, logits, i * classes, classes, labels[i]);
        }
        return scores;
    }

    /** Of equal logits the one of the smaller class counts as more probable, for the prediction and for the rank. */
    private void fill(int i, float[] logits, int from, int classes, int label) {
        int best = 0;
        int rank = 0;
        float own = logits[from + label];
        for (int c = 0; c < classes; c++) {
            float logit = logits[from + c];
            best = logit > logits[from + best] ? c : best;
            rank += logit > own || logit == own && c < label ? 1 : 0;
        }
        double high = logits[from + best];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += StrictMath.exp(logits[from + c] - high);
        }
        predicted[i] = best;
        confidence[i] = (float) (1 / sum);
        loss[i] = (float) (StrictMath.log(sum) + high - own);
        ranks[i] = rank;
    }
}

package io.fixres.training.evaluation;

import io.fixres.contracts.evaluation.FeatureStatistics;
import io.fixres.contracts.evaluation.Predictions;
import io.fixres.training.ImageBatch;
import java.util.ArrayList;
import java.util.List;

/** Collects the scores of a split, batch by batch in sample order. Not thread safe. */
public final class SplitScores {
    private final List<Long> samples = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<Integer> predicted = new ArrayList<>();
    private final List<Float> confidence = new ArrayList<>();
    private final List<Float> loss = new ArrayList<>();
    private final List<Integer> ranks = new ArrayList<>();
    private final FeatureDistribution features = new FeatureDistribution();

    /**
     * Adds the next batch.
     *
     * @throws NonFiniteLossException if a loss is no number
     */
    public void add(ImageBatch batch, BatchScores scores) {
        for (int i = 0; i < batch.n(); i++) {
            if (!Float.isFinite(scores.loss()[i])) {
                throw new NonFiniteLossException(samples.size(), scores.loss()[i]);
            }
            samples.add((long) samples.size());
            labels.add(batch.labels()[i]);
            predicted.add(scores.predicted()[i]);
            confidence.add(scores.confidence()[i]);
            loss.add(scores.loss()[i]);
            ranks.add(scores.ranks()[i]);
        }
        features.add(scores.features());
    }

    /** One for each image. */
    public Predictions predictions() {
        return new Predictions(samples, labels, predicted, confidence, loss, ranks);
    }

    /** Of all features of all images. */
    public FeatureStatistics features(Scorer network) {
        return features.statistics(network.pooledLayer(), Math.toIntExact(features.size() / samples.size()));
    }
}

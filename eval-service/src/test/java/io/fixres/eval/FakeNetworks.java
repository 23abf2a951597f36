package io.fixres.eval;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.eval.scoring.ScorerLoader;
import io.fixres.training.ImageBatch;
import io.fixres.training.evaluation.AffineMap;
import io.fixres.training.evaluation.BatchScores;
import io.fixres.training.evaluation.Scorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Networks whose weights are one byte k: right on every image whose first pixel is under k. */
public final class FakeNetworks implements ScorerLoader {
    private int loads;
    private Runnable beforeBatch = () -> {};

    /** Called before each batch. */
    public void beforeBatch(Runnable action) {
        beforeBatch = action;
    }

    /** How many checkpoints were loaded. */
    public int loads() {
        return loads;
    }

    @Override
    public Scorer load(Path model) {
        byte[] weights = read(model);
        if (weights.length != 1) {
            throw new MalformedDocumentException("not a checkpoint of a known network", null);
        }
        loads++;
        return new Scorer() {
            @Override
            public String pooledLayer() {
                return "pool";
            }

            @Override
            public BatchScores score(ImageBatch batch, AffineMap adaptation) {
                beforeBatch.run();
                return scores(batch, weights[0], adaptation);
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    private static BatchScores scores(ImageBatch batch, int k, AffineMap adaptation) {
        BatchScores scores = new BatchScores(
                new int[batch.n()],
                new float[batch.n()],
                new float[batch.n()],
                new int[batch.n()],
                adaptation.of(features(batch)));
        int imageBytes = batch.height() * batch.width() * 3;
        for (int i = 0; i < batch.n(); i++) {
            boolean right = batch.pixels().get(i * imageBytes) < k;
            scores.predicted()[i] = right ? batch.labels()[i] : 1 - batch.labels()[i];
            scores.confidence()[i] = 0.75f;
            scores.loss()[i] = right ? 0.5f : 1.5f;
            scores.ranks()[i] = right ? 0 : 1;
        }
        return scores;
    }

    /** One for each image: the first pixel times the resolution. */
    private static float[] features(ImageBatch batch) {
        float[] features = new float[batch.n()];
        for (int i = 0; i < batch.n(); i++) {
            features[i] = batch.pixels().get(i * batch.height() * batch.width() * 3) * (float) batch.height();
        }
        return features;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.fixres.eval.scoring;

import io.fixres.eval.configuration.EvaluationConfiguration;
import io.fixres.training.DeviceSettings;
import io.fixres.training.ImageBatch;
import io.fixres.training.evaluation.AffineMap;
import io.fixres.training.evaluation.BatchScores;
import io.fixres.training.evaluation.CheckpointEvaluator;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** {@link ScorerLoader} on PyTorch. */
@Singleton
public final class TorchScorerLoader implements ScorerLoader {
    private final DeviceSettings device;

    TorchScorerLoader(EvaluationConfiguration configuration) {
        this.device = new DeviceSettings(configuration.device(), configuration.threads());
    }

    @Override
    public CheckpointScorer load(Path model) {
        return new TorchScorer(CheckpointEvaluator.load(model, device));
    }

    private record TorchScorer(CheckpointEvaluator evaluator) implements CheckpointScorer {
        @Override
        public String pooledLayer() {
            return evaluator.pooledLayer();
        }

        @Override
        public BatchScores score(ImageBatch batch, AffineMap adaptation) {
            return evaluator.score(batch, adaptation);
        }

        @Override
        public void close() {
            evaluator.close();
        }
    }
}

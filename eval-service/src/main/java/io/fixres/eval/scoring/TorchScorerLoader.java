package io.fixres.eval.scoring;

import io.fixres.eval.configuration.EvaluationConfiguration;
import io.fixres.training.DeviceSettings;
import io.fixres.training.evaluation.CheckpointEvaluator;
import io.fixres.training.evaluation.Scorer;
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
    public Scorer load(Path model) {
        return CheckpointEvaluator.load(model, device);
    }
}

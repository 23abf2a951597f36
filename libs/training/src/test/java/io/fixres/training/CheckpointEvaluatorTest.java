package io.fixres.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fixres.training.evaluation.AffineMap;
import io.fixres.training.evaluation.BatchScores;
import io.fixres.training.evaluation.CheckpointEvaluator;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointEvaluatorTest {
    /** Too little to change a float. */
    private static final AffineMap NOTHING = new AffineMap(1, 1e-30);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"preact_resnet18", "keras_resnet50v2", "resnet50"})
    void theAdaptedNetworkClassifiesTheMappedFeatures(String network) {
        // Given
        Path weights = directory.resolve("model.safetensors");
        try (NetworkTrainer trainer = NetworkTrainer.create(SmallRuns.network(network), 3, 1, SmallRuns.CPU)) {
            trainer.saveWeights(weights, Map.of());
        }
        ImageBatch batch = SmallRuns.batch(1, 8, 32);

        try (CheckpointEvaluator evaluator = CheckpointEvaluator.load(weights, SmallRuns.CPU)) {
            // When
            BatchScores plain = evaluator.score(batch);
            BatchScores same = evaluator.score(batch, NOTHING);
            BatchScores mapped = evaluator.score(batch, new AffineMap(2, 1));

            // Then: the classifier in Java is the engine's, and logits of 2 f + 1 are not those of f
            assertThat(evaluator.pooledLayer()).isEqualTo("avg_pool");
            assertThat(same.predicted()).isEqualTo(plain.predicted());
            for (int i = 0; i < batch.n(); i++) {
                assertThat(same.loss()[i]).isCloseTo(plain.loss()[i], within(1e-5f));
            }
            assertThat(mapped.features()[5]).isEqualTo(2 * plain.features()[5] + 1);
            assertThat(mapped.loss()).isNotEqualTo(plain.loss());
        }
    }
}

package io.fixres.eval.selection;

import static io.fixres.eval.EvaluationHarness.LARGE;
import static io.fixres.eval.EvaluationHarness.SQUASH;
import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.experiment.CheckpointPointer;
import io.fixres.eval.EvaluationHarness;
import io.fixres.eval.TestDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BestCheckpointTest {
    private static final String EVALUATIONS = """
            evaluations:
              - {resolution: 8, transform: squash}
              - {resolution: 16, transform: squash}
            """;

    @TempDir
    private Path folder;

    private EvaluationHarness service(Map<Split, Integer> heldOut) {
        EvaluationHarness service = new EvaluationHarness(folder);
        TestDataset.store(service.store, heldOut);
        return service.withExperiment(EVALUATIONS, List.of());
    }

    private static void score(EvaluationHarness service, String phase, int epoch, int k) throws InterruptedException {
        service.intake.accept(service.checkpoint(phase, epoch, k, SQUASH, LARGE));
        service.work();
    }

    @Test
    void theHigherScoreWins() throws InterruptedException {
        // Given
        EvaluationHarness service = service(Map.of(Split.VALIDATION, 10));
        score(service, "initial", 0, 4);

        // When
        score(service, "initial", 1, 6);
        score(service, "initial", 2, 5);

        // Then
        assertThat(service.best()).hasValueSatisfying(best -> {
            assertThat(best.epoch()).isEqualTo(1);
            assertThat(best.value()).contains(0.6);
            assertThat(best.metric()).contains("top1 at 16 px, squash");
        });
    }

    @Test
    void ofEqualScoresTheEarlierCheckpointWinsWhateverComesFirst() throws InterruptedException {
        // Given
        EvaluationHarness service = service(Map.of(Split.VALIDATION, 10));
        score(service, "finetune", 0, 6);

        // When
        score(service, "initial", 2, 6);
        score(service, "initial", 1, 6);
        score(service, "finetune", 1, 6);

        // Then
        assertThat(service.best()).map(CheckpointPointer::checkpoint).hasValueSatisfying(key -> assertThat(key)
                .endsWith("/initial/0001-1/"));
    }

    @Test
    void aDatasetWithOneHeldOutSplitSaysSo() throws InterruptedException {
        // Given
        EvaluationHarness service = service(Map.of(Split.TEST, 10));

        // When
        score(service, "initial", 0, 4);

        // Then
        assertThat(service.best().flatMap(CheckpointPointer::selectedOn)).contains("test, the only held-out split");
    }

    @Test
    void aDatasetWithThreeSplitsIsSelectedOnValidation() throws InterruptedException {
        // Given
        EvaluationHarness service = service(Map.of(Split.VALIDATION, 6, Split.TEST, 10));

        // When
        score(service, "initial", 0, 4);

        // Then
        assertThat(service.best().flatMap(CheckpointPointer::selectedOn)).contains("validation");
        assertThat(service.result("initial", 0, LARGE).n()).isEqualTo(6);
    }

    @Test
    void otherEvaluationsDoNotSelect() throws InterruptedException {
        // Given
        EvaluationHarness service = service(Map.of(Split.VALIDATION, 10));

        // When
        service.intake.accept(service.checkpoint("initial", 0, 4, SQUASH));
        service.work();

        // Then
        assertThat(service.best()).isEmpty();
    }
}

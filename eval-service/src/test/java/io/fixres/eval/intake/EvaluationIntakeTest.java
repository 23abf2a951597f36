package io.fixres.eval.intake;

import static io.fixres.eval.EvaluationHarness.EXPERIMENT;
import static io.fixres.eval.EvaluationHarness.SQUASH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.EvaluationHarness;
import io.fixres.eval.process.WorkStoppedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationIntakeTest {
    @TempDir
    private Path folder;

    private EvaluationHarness service;

    @BeforeEach
    void start() {
        service = new EvaluationHarness(folder).withExperiment();
    }

    @Test
    void acceptingStoresTheWorkAndScoresNothing() {
        // Given
        Envelope<CheckpointSaved> saved = service.checkpoint("initial", 0, 7, SQUASH);

        // When
        service.intake.accept(saved);

        // Then
        assertThat(service.store.list(ObjectKeys.PENDING_EVALUATIONS))
                .containsExactly(ObjectKeys.pendingEvaluation(EXPERIMENT, "initial", 0, 1));
        assertThat(service.networks.loads()).isZero();
    }

    @Test
    void eventsThatAskNothingArePassedOver() {
        // When
        service.intake.accept(EvaluationHarness.event(new PhaseStarted(EXPERIMENT, 1, "initial", 0, 8, 0, 3, 9, 9)));

        // Then
        assertThat(service.store.list("pending/")).isEmpty();
    }

    @Test
    void aCheckpointThatLiesElsewhereIsRefused() {
        // Given
        CheckpointSaved saved = new CheckpointSaved(
                EXPERIMENT, 1, "initial", 0, 0, 0, "experiments/another/checkpoints/", "0", "ds", List.of());

        // When / Then
        assertThatThrownBy(() -> service.intake.accept(EvaluationHarness.event(saved)))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("checkpoint is 'experiments/another/checkpoints/'");
    }

    @Test
    void aMissingFieldIsNamed() {
        // Given
        String key = ObjectKeys.checkpoint(EXPERIMENT, "initial", 0, 1);
        CheckpointSaved saved = new CheckpointSaved(EXPERIMENT, 1, "initial", 0, 0, 0, key, null, "ds", List.of());

        // When / Then
        assertThatThrownBy(() -> service.intake.accept(EvaluationHarness.event(saved)))
                .hasMessageContaining("sha256 is missing");
    }

    @Test
    void anEventWaitsForTheStore() throws InterruptedException {
        // Given
        Envelope<CheckpointSaved> saved = service.checkpoint("initial", 0, 7, SQUASH);
        service.store.available(false);
        Thread accepting = new Thread(() -> service.intake.accept(saved));
        accepting.start();

        // When
        accepting.join(50);
        service.store.available(true);
        accepting.join();

        // Then
        assertThat(service.queue.take(Duration.ZERO)).isPresent();
    }

    @Test
    void anEventIsLeftToTheNextReaderWhenTheProcessStops() {
        // Given
        Envelope<CheckpointSaved> saved = service.checkpoint("initial", 0, 7, SQUASH);
        service.store.available(false);
        service.stop.give();

        // When / Then
        assertThatThrownBy(() -> service.intake.accept(saved)).isInstanceOf(WorkStoppedException.class);
    }
}

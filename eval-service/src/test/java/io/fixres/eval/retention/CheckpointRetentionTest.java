package io.fixres.eval.retention;

import static io.fixres.eval.EvaluationHarness.EXPERIMENT;
import static io.fixres.eval.EvaluationHarness.LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentCompleted;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.EvaluationHarness;
import io.fixres.eval.TestDataset;
import io.fixres.kit.store.StoredObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointRetentionTest {
    private static final String RULE = """
            evaluations:
              - {resolution: 16, transform: squash}
            checkpoints: {keep: [best, last]}
            """;

    @TempDir
    private Path folder;

    private EvaluationHarness service;
    private List<Envelope<CheckpointSaved>> saved;

    /** Four checkpoints of one phase, the second of which is best. */
    @BeforeEach
    void train() {
        service = new EvaluationHarness(folder);
        TestDataset.store(service.store, Map.of(Split.VALIDATION, 10));
        List<Integer> right = List.of(4, 8, 5, 7);
        saved = IntStream.range(0, 4)
                .mapToObj(epoch -> service.checkpoint("initial", epoch, right.get(epoch), LARGE))
                .toList();
        service.withExperiment(
                RULE,
                saved.stream()
                        .map(Envelope::data)
                        .map(CheckpointRetentionTest::ref)
                        .toList());
        service.store.create(ObjectKeys.resume(EXPERIMENT, 1, 9) + "state.safetensors", new byte[1]);
    }

    private static CheckpointRef ref(CheckpointSaved saved) {
        return new CheckpointRef(
                saved.checkpoint(), saved.phase(), saved.phaseIndex(), saved.epoch(), 1, saved.step(), saved.sha256());
    }

    private static Envelope<ExperimentCompleted> completed() {
        List<String> evaluations = IntStream.range(0, 4)
                .mapToObj(epoch -> ObjectKeys.evaluation(EXPERIMENT, "initial", epoch, 1, 16, "squash"))
                .toList();
        return EvaluationHarness.event(new ExperimentCompleted(EXPERIMENT, 1, 1, List.of(), evaluations));
    }

    private ExperimentState state() {
        return Json.read(
                service.store.get(ObjectKeys.state(EXPERIMENT)).orElseThrow().content(), ExperimentState.class);
    }

    private List<String> weights() {
        return service.store.list(ObjectKeys.checkpoints(EXPERIMENT)).stream()
                .filter(key -> key.endsWith("model.safetensors"))
                .toList();
    }

    private void replaceState(ExperimentState state) {
        StoredObject old = service.store.get(ObjectKeys.state(EXPERIMENT)).orElseThrow();
        service.store.replace(ObjectKeys.state(EXPERIMENT), Json.bytes(state), old.etag());
    }

    @Test
    void onceAllIsScoredOnlyWhatTheRuleKeepsStays() throws InterruptedException {
        // Given
        saved.forEach(service.intake::accept);

        // When
        service.intake.accept(completed());
        service.work();

        // Then
        List<String> kept =
                List.of(saved.get(1).data().checkpoint(), saved.get(3).data().checkpoint());
        assertThat(state().checkpoints()).extracting(CheckpointRef::key).isEqualTo(kept);
        assertThat(state().position()).isEmpty();
        assertThat(weights()).isEqualTo(kept.stream().map(ObjectKeys::weights).toList());
        assertThat(service.store.list(ObjectKeys.resumes(EXPERIMENT))).isEmpty();
        assertThat(service.best()).isPresent();
        assertThat(service.store.list("pending/")).isEmpty();
    }

    @Test
    void nothingIsRemovedWhileAnEvaluationIsMissing() throws InterruptedException {
        // Given
        saved.subList(0, 3).forEach(service.intake::accept);

        // When
        service.intake.accept(completed());
        service.work();

        // Then
        assertThat(weights()).hasSize(4);
        assertThat(service.store.list(ObjectKeys.PENDING_RETENTION)).hasSize(1);
    }

    @Test
    void theLastEvaluationSetsOffTheRetentionThatWaits() throws InterruptedException {
        // Given
        saved.subList(0, 3).forEach(service.intake::accept);
        service.intake.accept(completed());
        service.work();

        // When
        service.intake.accept(saved.get(3));
        service.work();

        // Then
        assertThat(weights()).hasSize(2);
        assertThat(service.store.list("pending/")).isEmpty();
    }

    @Test
    void aRetentionThatWasCutShortIsFinishedByTheNextProcess() throws InterruptedException {
        // Given
        saved.forEach(service.intake::accept);
        service.work();
        service.intake.accept(completed());
        service.store.failAfterWrites(2);
        service.worker.perform(ObjectKeys.pendingRetention(EXPERIMENT, 1));
        service.store.failAfterWrites(-1);
        service.store.available(true);

        // When
        EvaluationHarness next = new EvaluationHarness(folder, service.store);
        next.worker.takeUnfinished();
        next.work();

        // Then
        assertThat(weights()).hasSize(2);
        assertThat(next.store.list("pending/")).isEmpty();
    }

    @Test
    void anExperimentThatWasQueuedAgainKeepsEverything() throws InterruptedException {
        // Given
        saved.forEach(service.intake::accept);
        service.work();
        replaceState(EvaluationHarness.state(ExperimentStatus.QUEUED, state().checkpoints()));

        // When
        service.intake.accept(completed());
        service.work();

        // Then
        assertThat(weights()).hasSize(4);
        assertThat(service.store.list("pending/")).isEmpty();
    }
}

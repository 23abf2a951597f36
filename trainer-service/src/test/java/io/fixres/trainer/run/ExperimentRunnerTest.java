package io.fixres.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Json;
import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentCompleted;
import io.fixres.contracts.event.ExperimentFailed;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.event.PhaseCompleted;
import io.fixres.contracts.event.TrainingProgress;
import io.fixres.contracts.experiment.CheckpointManifest;
import io.fixres.contracts.experiment.CheckpointPointer;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.trainer.TrainerFixture;
import io.fixres.trainer.lease.StopReason;
import io.fixres.training.NumericFailureException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentRunnerTest {
    @TempDir
    Path directory;

    private RunFixture fixture;

    @BeforeEach
    void anExperimentIsQueued() {
        fixture = new RunFixture(directory);
    }

    @Test
    void aWholeExperimentEndsWithItsCheckpointsAndEvents() {
        // When
        fixture.runNext("t1");

        // Then
        ExperimentState state = fixture.state();
        assertThat(state.status()).isEqualTo(ExperimentStatus.COMPLETED);
        assertThat(state.lease()).isEmpty();
        assertThat(state.pending()).isEmpty();
        assertThat(state.checkpoints().stream().map(c -> c.phase() + c.epoch()))
                .containsExactly("initial1", "initial2", "finetune0", "finetune1");
        assertThat(fixture.world.publisher.published(CheckpointSaved.class)).hasSize(4);
        assertThat(fixture.world.publisher.published(PhaseCompleted.class)).hasSize(2);
        assertThat(fixture.world.publisher.published(TrainingProgress.class)).hasSize(5);
        assertThat(fixture.world.publisher.published(ExperimentCompleted.class))
                .singleElement()
                .satisfies(completed -> {
                    assertThat(completed.evaluations()).hasSize(4);
                    assertThat(completed.phases()).hasSize(2);
                });
        assertThat(fixture.world.store.list(ObjectKeys.QUEUE)).isEmpty();
    }

    @Test
    void theManifestOfACheckpointSaysWhereTheWeightsComeFrom() {
        // When
        fixture.runNext("t1");

        // Then
        ExperimentState.CheckpointRef last = fixture.state().checkpoints().get(3);
        CheckpointManifest manifest = Json.read(
                fixture.world
                        .store
                        .get(last.key() + "manifest.json")
                        .orElseThrow()
                        .content(),
                CheckpointManifest.class);
        assertThat(manifest.sha256()).isEqualTo(last.sha256());
        assertThat(manifest.dataset()).isEqualTo(TrainerFixture.DATASET);
        assertThat(manifest.recipeSha256()).isEqualTo(fixture.state().recipeSha256());
        assertThat(manifest.seed()).isEqualTo(7);
        assertThat(manifest.step()).isEqualTo(15);
        assertThat(latest().checkpoint()).isEqualTo(last.key());
    }

    @Test
    void aCancelledRunKeepsAResumeStateAndGoesOnFromIt() {
        // Given
        String uninterrupted = uninterrupted();
        fixture.beforeStep(learner -> {
            if (learner.allSteps() == 4) {
                fixture.world.cancellations().accept(TrainerFixture.cancel(RunFixture.EXPERIMENT, "c1"));
                fixture.signal.stop(StopReason.CANCELLED);
            }
        });
        fixture.runNext("t1");
        ExperimentState cancelled = fixture.state();
        RunFixture later = resumed(fixture);

        // When
        later.runNext("t1");

        // Then
        assertThat(cancelled.status()).isEqualTo(ExperimentStatus.CANCELLED);
        assertThat(cancelled.position().orElseThrow().step()).isEqualTo(5);
        assertThat(later.state().status()).isEqualTo(ExperimentStatus.COMPLETED);
        assertThat(later.finalWeights()).isEqualTo(uninterrupted);
    }

    @Test
    void aRunThatIsShutDownIsTakenByAnotherTrainerAtOnce() {
        // Given
        fixture.beforeStep(learner -> {
            if (learner.allSteps() == 7) {
                fixture.signal.stop(StopReason.SHUTDOWN);
            }
        });

        // When
        fixture.runNext("t1");

        // Then
        assertThat(fixture.state().status()).isEqualTo(ExperimentStatus.QUEUED);
        assertThat(fixture.state().position().orElseThrow().step()).isEqualTo(8);
        assertThat(fixture.world.queue("t2").claimNext()).isPresent();
    }

    @Test
    void atMostTwoResumeStatesAreKept() {
        // Given
        fixture.saveAfterEveryStep();
        int[] most = {0};
        fixture.beforeStep(learner -> most[0] = Math.max(most[0], resumeStates()));

        // When
        fixture.runNext("t1");

        // Then
        assertThat(most[0]).isEqualTo(2);
    }

    @Test
    void aLossThatIsNoNumberEndsTheExperimentAndTheNextRuns() {
        // Given
        fixture.beforeStep(learner -> {
            throw new NumericFailureException(Double.NaN, 3, 0.1, "nothing is known of gradients");
        });
        fixture.runNext("t1");
        fixture.beforeStep(learner -> {});
        fixture.world.requests().accept(TrainerFixture.request("tulips"));

        // When
        fixture.runNext("t1");

        // Then
        assertThat(fixture.state().failure()).contains(FailureCategory.NUMERIC);
        assertThat(fixture.world.state("tulips").status()).isEqualTo(ExperimentStatus.COMPLETED);
    }

    @Test
    void memoryThatRunsOutNamesPhaseSizesAndSettings() {
        // Given
        fixture.beforeStep(learner -> {
            throw new IllegalStateException("DefaultCPUAllocator: can't allocate memory: you tried 9 bytes");
        });

        // When
        fixture.runNext("t1");

        // Then
        assertThat(fixture.world.publisher.published(ExperimentFailed.class))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.category()).isEqualTo(FailureCategory.OUT_OF_MEMORY);
                    assertThat(failed.message())
                            .contains("'initial' with batch_size 4 at resolution 8", "phases.initial.batch_size");
                });
    }

    @Test
    void aRecipeThatWasChangedInTheStoreIsNotTrained() {
        // Given
        String key = ObjectKeys.recipe(RunFixture.EXPERIMENT);
        fixture.world.store.replace(
                key, new byte[] {1}, fixture.world.store.get(key).orElseThrow().etag());

        // When
        fixture.runNext("t1");

        // Then
        assertThat(fixture.state().message())
                .hasValueSatisfying(m -> assertThat(m).contains("recipe.yaml is damaged"));
    }

    @Test
    void anOutageOfTheBrokerDelaysTheRunAndDoesNotEndIt() {
        // Given
        Thread repair = new Thread(() -> {
            while (fixture.state().pending().isEmpty()) {
                Thread.onSpinWait();
            }
            fixture.world.publisher.available(true);
        });
        fixture.world.publisher.available(false);

        // When
        repair.start();
        fixture.runNext("t1");

        // Then
        assertThat(fixture.state().status()).isEqualTo(ExperimentStatus.COMPLETED);
    }

    @Test
    void everyEventOfARunHasItsOwnId() {
        // When
        fixture.runNext("t1");

        // Then
        List<String> ids =
                fixture.world.publisher.published().stream().map(Envelope::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    private String uninterrupted() {
        RunFixture other = new RunFixture(directory);
        other.runNext("t1");
        return other.finalWeights();
    }

    private static RunFixture resumed(RunFixture fixture) {
        fixture.world.resumes().accept(TrainerFixture.resume(RunFixture.EXPERIMENT, "r1"));
        fixture.beforeStep(learner -> {});
        fixture.renewSignal();
        return fixture;
    }

    private int resumeStates() {
        return (int) fixture.world.store.list(ObjectKeys.resumes(RunFixture.EXPERIMENT)).stream()
                .filter(key -> key.endsWith("state.safetensors"))
                .count();
    }

    private CheckpointPointer latest() {
        return Json.read(
                fixture.world
                        .store
                        .get(ObjectKeys.latest(RunFixture.EXPERIMENT))
                        .orElseThrow()
                        .content(),
                CheckpointPointer.class);
    }
}

package io.fixres.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.Predictions;
import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.event.ExperimentCompleted;
import io.fixres.contracts.event.PhaseCompleted;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.trainer.TestRecipes;
import io.fixres.trainer.TrainerFixture;
import io.fixres.trainer.lease.StopReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyStoppingRunTest {
    private static final double[] LOSSES = {1.0, 0.8, 0.9, 0.85, 0.7, 0.6};

    @TempDir
    Path directory;

    @Test
    void aPhaseEndsWhereItsScoresImproveNoMore() {
        // Given
        RunFixture fixture = evaluated(new RunFixture(directory, TestRecipes.stoppingEarly("{patience: 2}")));

        // When
        fixture.runNext("t1");

        // Then
        ExperimentState state = fixture.state();
        assertThat(state.status()).isEqualTo(ExperimentStatus.COMPLETED);
        assertThat(names(state))
                .containsExactly("initial0", "initial1", "initial2", "initial3", "finetune0", "finetune1");
        assertThat(state.phases().get(0).epochs()).isEqualTo(4);
        assertThat(state.phases().get(0).resultEpoch()).isEmpty();
        assertThat(state.checkpoints().get(5).step()).isEqualTo(4 * 3 + 2 * 3);
        assertThat(fixture.world.publisher.published(PhaseCompleted.class)).hasSize(2);
        assertThat(fixture.world.publisher.published(ExperimentCompleted.class))
                .singleElement()
                .satisfies(completed -> assertThat(completed.evaluations()).hasSize(6));
    }

    @Test
    void withRestoreBestTheNextPhaseStartsFromTheBestEpoch() {
        // Given
        RunFixture last = evaluated(new RunFixture(directory, TestRecipes.stoppingEarly("{patience: 2}")));
        RunFixture best =
                evaluated(new RunFixture(directory, TestRecipes.stoppingEarly("{patience: 2, restore_best: true}")));
        Recipe shorter = RecipeReader.read(
                RecipeReader.write(TestRecipes.stoppingEarly("{patience: 9}")),
                Map.of("phases.initial.epochs", RecipeReader.value("2")));
        RunFixture twoEpochs = evaluated(new RunFixture(directory, shorter));

        // When
        List.of(last, best, twoEpochs).forEach(fixture -> fixture.runNext("t1"));

        // Then
        assertThat(best.state().phases().get(0).resultEpoch()).contains(1);
        assertThat(best.finalWeights()).isEqualTo(twoEpochs.finalWeights()).isNotEqualTo(last.finalWeights());
    }

    @Test
    void aPhaseThatNeverStopsIsTrainedWhole() {
        // Given
        RunFixture fixture =
                evaluated(new RunFixture(directory, TestRecipes.stoppingEarly("{patience: 3, restore_best: true}")));

        // When
        fixture.runNext("t1");

        // Then
        PhaseSummary initial = fixture.state().phases().get(0);
        assertThat(initial.epochs()).isEqualTo(6);
        assertThat(initial.resultEpoch()).isEmpty();
    }

    @Test
    void killedAnywhereTheRunStopsAtTheSameEpochWithTheSameWeights() {
        // Given
        String rule = "{patience: 2, restore_best: true}";
        RunFixture whole = evaluated(new RunFixture(directory, TestRecipes.stoppingEarly(rule)));
        whole.runNext("t1");

        for (int effects = 1; ; effects++) {
            // When
            RunFixture fixture = evaluated(new RunFixture(directory, TestRecipes.stoppingEarly(rule)));
            boolean survived = survives(fixture.saveAfterEveryStep(), effects);
            while (fixture.runNext("survivor")) {
                fixture.world.passTerm();
            }

            // Then
            String when = "killed after " + effects + " effects";
            assertThat(fixture.state().status()).as(when).isEqualTo(ExperimentStatus.COMPLETED);
            assertThat(fixture.finalWeights()).as(when).isEqualTo(whole.finalWeights());
            assertThat(names(fixture.state())).as(when).isEqualTo(names(whole.state()));
            if (survived) {
                break;
            }
        }
    }

    @Test
    void whileItWaitsForAScoreARunCanBeStoppedAndGoesOn() {
        // Given
        RunFixture fixture = new RunFixture(directory, TestRecipes.stoppingEarly("{patience: 2}"));
        fixture.evaluator(saved -> fixture.signal.stop(StopReason.SHUTDOWN));

        // When
        fixture.runNext("t1");

        // Then
        assertThat(fixture.state().status()).isEqualTo(ExperimentStatus.QUEUED);
        assertThat(fixture.state().position().orElseThrow().epoch()).isEqualTo(1);

        // When
        evaluated(fixture).renewSignal();
        store(fixture, fixture.state().checkpoints().get(0));
        fixture.runNext("t2");

        // Then
        assertThat(fixture.state().status()).isEqualTo(ExperimentStatus.COMPLETED);
        assertThat(fixture.state().phases().get(0).epochs()).isEqualTo(4);
    }

    @Test
    void aScoreThatNeverComesEndsTheExperimentWithItsName() {
        // Given
        RunFixture fixture = new RunFixture(directory, TestRecipes.stoppingEarly("{}")).withoutPatience();

        // When
        fixture.runNext("t1");

        // Then
        assertThat(fixture.state().status()).isEqualTo(ExperimentStatus.FAILED);
        assertThat(fixture.state().message().orElseThrow())
                .contains("early stopping waited PT0S", "initial-0000-1", "see that it runs");
    }

    private static RunFixture evaluated(RunFixture fixture) {
        return fixture.evaluator(saved -> store(fixture, ref(fixture, saved)));
    }

    private static CheckpointRef ref(RunFixture fixture, CheckpointSaved saved) {
        return fixture.state().checkpoints().stream()
                .filter(c -> c.key().equals(saved.checkpoint()))
                .findFirst()
                .orElseThrow();
    }

    private static void store(RunFixture fixture, CheckpointRef checkpoint) {
        EvaluationRequest request =
                TestRecipes.twoPhases().evaluationsOf(checkpoint.phase(), true).get(0);
        EvaluationResult result = new EvaluationResult(
                RunFixture.EXPERIMENT,
                checkpoint.attempt(),
                checkpoint.phase(),
                checkpoint.phaseIndex(),
                checkpoint.epoch(),
                checkpoint.key(),
                checkpoint.sha256(),
                TrainerFixture.DATASET,
                request.resolution(),
                request.transform(),
                "validation",
                5,
                3,
                0.6,
                0.2,
                0.9,
                LOSSES[checkpoint.epoch()],
                1,
                List.of("a", "b", "c"),
                new Predictions(List.of(), List.of(), List.of(), List.of(), List.of()));
        fixture.world.store.create(
                ObjectKeys.evaluation(
                        RunFixture.EXPERIMENT,
                        checkpoint.phase(),
                        checkpoint.epoch(),
                        checkpoint.attempt(),
                        request.resolution(),
                        request.transform()),
                Json.bytes(result));
    }

    private static boolean survives(RunFixture fixture, int effects) {
        try {
            fixture.runNext("mortal", new Fuse(effects));
            return true;
        } catch (Killed e) {
            return false;
        }
    }

    private static List<String> names(ExperimentState state) {
        return state.checkpoints().stream().map(c -> c.phase() + c.epoch()).toList();
    }
}

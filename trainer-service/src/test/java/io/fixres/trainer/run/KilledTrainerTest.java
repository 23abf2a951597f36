package io.fixres.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Json;
import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentCompleted;
import io.fixres.contracts.experiment.CheckpointPointer;
import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trainer dies before its first, second, … effect on store or broker; whoever goes on ends where it would have ended. */
class KilledTrainerTest {
    @TempDir
    Path directory;

    @Test
    void killedAnywhereOnceTheRunEndsBitEqualAndFullyAnnounced() {
        // Given
        String uninterrupted = uninterrupted();

        for (int effects = 1; ; effects++) {
            // When
            RunFixture fixture = new RunFixture(directory).saveAfterEveryStep();
            boolean survived = runUntilKilled(fixture, effects);
            finish(fixture);

            // Then
            assertEnded(fixture, uninterrupted, "killed after " + effects + " effects");
            if (survived) {
                break;
            }
        }
    }

    @Test
    void killedThreeTimesTheRunEndsBitEqualAndFullyAnnounced() {
        // Given
        String uninterrupted = uninterrupted();

        for (int effects = 3; effects < 40; effects++) {
            // When
            RunFixture fixture = new RunFixture(directory).saveAfterEveryStep();
            for (int kill = 0; kill < 3; kill++) {
                runUntilKilled(fixture, effects + 5 * kill);
            }
            finish(fixture);

            // Then
            assertEnded(fixture, uninterrupted, "killed three times from " + effects + " effects on");
        }
    }

    private static boolean runUntilKilled(RunFixture fixture, int effects) {
        try {
            fixture.runNext("mortal", new Fuse(effects));
            return true;
        } catch (Killed e) {
            return false;
        }
    }

    private static void finish(RunFixture fixture) {
        while (fixture.runNext("survivor")) {
            fixture.world.passTerm();
        }
    }

    private static void assertEnded(RunFixture fixture, String weights, String when) {
        assertThat(fixture.state().status()).as(when).isEqualTo(ExperimentStatus.COMPLETED);
        assertThat(fixture.finalWeights()).as(when).isEqualTo(weights);
        assertThat(fixture.state().pending()).as(when).isEmpty();
        assertThat(fixture.world.store.list(ObjectKeys.QUEUE)).as(when).isEmpty();
        assertThat(fixture.world.publisher.published(CheckpointSaved.class).stream()
                        .map(CheckpointSaved::checkpoint)
                        .distinct())
                .as(when)
                .containsExactlyElementsOf(fixture.state().checkpoints().stream()
                        .map(CheckpointRef::key)
                        .toList());
        assertThat(fixture.world.publisher.published().stream()
                        .filter(event -> event.data() instanceof ExperimentCompleted)
                        .map(Envelope::id)
                        .distinct())
                .as(when)
                .hasSize(1);
        CheckpointRef last =
                fixture.state().checkpoints().get(fixture.state().checkpoints().size() - 1);
        assertThat(latest(fixture)).as(when).isEqualTo(last.key());
    }

    private static String latest(RunFixture fixture) {
        byte[] pointer = fixture.world
                .store
                .get(ObjectKeys.latest(RunFixture.EXPERIMENT))
                .orElseThrow()
                .content();
        return Json.read(pointer, CheckpointPointer.class).checkpoint();
    }

    private String uninterrupted() {
        RunFixture fixture = new RunFixture(directory);
        fixture.runNext("t1");
        return fixture.finalWeights();
    }
}

package io.fixres.eval.work;

import static io.fixres.eval.EvaluationHarness.SQUASH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.eval.EvaluationHarness;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationWorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void anIdleReplicaDoesTheWorkThatAnotherAcceptedNewestFirst() throws InterruptedException {
        // Given
        EvaluationHarness accepting = new EvaluationHarness(folder).withExperiment();
        accepting.intake.accept(accepting.checkpoint("initial", 0, 4, SQUASH));
        accepting.intake.accept(accepting.checkpoint("initial", 1, 5, SQUASH));
        EvaluationHarness idle = new EvaluationHarness(folder, accepting.store);
        Thread thread = new Thread(idle.worker);

        // When
        thread.start();
        await().atMost(PATIENCE)
                .until(() -> idle.publisher.published(EvaluationCompleted.class).size() == 2);
        idle.stop.give();
        thread.join();

        // Then
        assertThat(idle.publisher.published(EvaluationCompleted.class))
                .extracting(EvaluationCompleted::epoch)
                .containsExactly(1, 0);
    }

    @Test
    void theWorkerOutlivesAStoreThatDoesNotAnswer() throws InterruptedException {
        // Given
        EvaluationHarness service = new EvaluationHarness(folder).withExperiment();
        service.intake.accept(service.checkpoint("initial", 0, 4, SQUASH));
        service.store.available(false);
        Thread thread = new Thread(service.worker);
        thread.start();

        // When
        Thread.sleep(50);
        service.store.available(true);
        await().atMost(PATIENCE).until(() -> !service.publisher.published().isEmpty());
        service.stop.give();
        thread.join();

        // Then
        assertThat(service.result("initial", 0, SQUASH).correct()).isEqualTo(4);
    }
}

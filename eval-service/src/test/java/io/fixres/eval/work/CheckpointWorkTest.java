package io.fixres.eval.work;

import static io.fixres.eval.EvaluationHarness.EXPERIMENT;
import static io.fixres.eval.EvaluationHarness.LARGE;
import static io.fixres.eval.EvaluationHarness.SQUASH;
import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.EvaluationHarness;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWorkTest {
    @TempDir
    private Path folder;

    private EvaluationHarness service;

    @BeforeEach
    void start() {
        service = new EvaluationHarness(folder).withExperiment();
    }

    @Test
    void aCheckpointIsScoredOnEverySampleOfTheSplit() throws InterruptedException {
        // Given
        Envelope<CheckpointSaved> saved = service.checkpoint("initial", 0, 7, SQUASH);

        // When
        service.intake.accept(saved);
        service.work();

        // Then
        EvaluationResult result = service.result("initial", 0, SQUASH);
        assertThat(result.n()).isEqualTo(10);
        assertThat(result.correct()).isEqualTo(7);
        assertThat(result.top1()).isEqualTo(0.7);
        assertThat(result.loss()).isEqualTo((7 * 0.5 + 3 * 1.5) / 10);
        assertThat(result.split()).isEqualTo("validation");
        assertThat(result.predictions().samples()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(result.predictions().predicted()).containsExactly(0, 1, 0, 1, 0, 1, 0, 0, 1, 0);
        assertThat(service.publisher.published(EvaluationCompleted.class))
                .singleElement()
                .satisfies(event -> assertThat(event.top1()).isEqualTo(0.7));
        assertThat(service.store.list("pending/")).isEmpty();
    }

    @Test
    void theSameEventTwiceGivesOneResultAndOneEvent() throws InterruptedException {
        // Given
        Envelope<CheckpointSaved> saved = service.checkpoint("initial", 0, 7, SQUASH, LARGE);
        service.intake.accept(saved);
        service.work();

        // When
        service.intake.accept(saved);
        service.work();

        // Then
        assertThat(service.networks.loads()).isEqualTo(1);
        assertThat(service.store.list(ObjectKeys.evaluations(EXPERIMENT))).hasSize(2);
        assertThat(service.publisher.published()).extracting(Envelope::id).hasSize(4);
        assertThat(service.publisher.published().stream().map(Envelope::id).distinct())
                .hasSize(2);
        assertThat(service.count("stored")).isEqualTo(2);
        assertThat(service.count("repeated")).isEqualTo(2);
    }

    @Test
    void eachEvaluationIsASpanWithinThatOfItsCheckpointAndItsEventCarriesIt() throws InterruptedException {
        // When
        service.intake.accept(service.checkpoint("initial", 0, 7, SQUASH, LARGE));
        service.work();

        // Then
        String checkpoint = service.spans.named("score checkpoint").getSpanId();
        List<SpanData> evaluations = service.spans.ended().stream()
                .filter(span -> span.getName().equals("evaluate"))
                .toList();
        assertThat(evaluations).hasSize(2).allSatisfy(span -> assertThat(span.getParentSpanId())
                .isEqualTo(checkpoint));
        assertThat(service.publisher.published())
                .extracting(event ->
                        TraceContext.of(event.extensions()).orElseThrow().spanId())
                .containsExactlyElementsOf(
                        evaluations.stream().map(SpanData::getSpanId).toList());
    }

    @Test
    void onlyWhatIsMissingIsScored() throws InterruptedException {
        // Given
        service.intake.accept(service.checkpoint("initial", 0, 7, SQUASH));
        service.work();
        int decoded = service.decoded.get();

        // When
        service.intake.accept(service.checkpoint("initial", 0, 7, SQUASH, LARGE));
        service.work();

        // Then
        assertThat(service.decoded.get() - decoded).isEqualTo(10);
        assertThat(service.result("initial", 0, LARGE).n()).isEqualTo(10);
    }

    @Test
    void theNextCheckpointDecodesNoImageAgain() throws InterruptedException {
        // Given
        service.intake.accept(service.checkpoint("initial", 0, 3, SQUASH));
        service.work();

        // When
        service.intake.accept(service.checkpoint("initial", 1, 9, SQUASH));
        service.work();

        // Then
        assertThat(service.decoded).hasValue(10);
        assertThat(service.result("initial", 1, SQUASH).correct()).isEqualTo(9);
    }

    @Test
    void aDamagedCheckpointBecomesADeadLetter() throws InterruptedException {
        // Given
        Envelope<CheckpointSaved> saved = service.checkpoint("initial", 0, 7, SQUASH);
        String weights = ObjectKeys.weights(saved.data().checkpoint());
        service.store.delete(weights);
        service.store.create(weights, new byte[] {99});

        // When
        service.intake.accept(saved);
        service.work();

        // Then
        assertThat(service.deadLetters)
                .singleElement()
                .asString()
                .startsWith(saved.id())
                .contains("damaged", weights);
        assertThat(service.store.list("pending/")).isEmpty();
        assertThat(service.publisher.published()).isEmpty();
        assertThat(service.count("refused")).isEqualTo(1);
    }

    @Test
    void aDamagedImageBecomesADeadLetter() throws InterruptedException {
        // Given
        Envelope<CheckpointSaved> saved = service.checkpoint("initial", 0, 7, SQUASH);
        String shard = ObjectKeys.shard(saved.data().dataset(), 1);
        int bytes = (int) service.store.size(shard);
        service.store.delete(shard);
        service.store.create(shard, new byte[bytes]);

        // When
        service.intake.accept(saved);
        service.work();

        // Then
        assertThat(service.deadLetters)
                .singleElement()
                .asString()
                .contains("is not what was ingested", "shard-000001.tar");
    }

    @Test
    void workThatAKilledProcessLeftIsDoneByTheNext() throws InterruptedException {
        // Given
        Envelope<CheckpointSaved> saved = service.checkpoint("initial", 0, 7, SQUASH, LARGE);
        service.intake.accept(saved);
        service.publisher.available(false);
        service.worker.perform(service.queue.take(Duration.ZERO).orElseThrow());

        // When
        EvaluationHarness next = new EvaluationHarness(folder, service.store);
        next.worker.takeUnfinished();
        next.work();

        // Then
        assertThat(next.publisher.published(EvaluationCompleted.class))
                .extracting(EvaluationCompleted::resolution)
                .containsExactlyInAnyOrder(8, 16);
        assertThat(next.count("repeated")).isEqualTo(1);
        assertThat(next.store.list("pending/")).isEmpty();
    }

    @Test
    void twoReplicasThatScoreTheSameCheckpointAnnounceTheSameResult() throws InterruptedException {
        // Given
        Envelope<CheckpointSaved> saved = service.checkpoint("initial", 0, 7, SQUASH);
        EvaluationHarness other = new EvaluationHarness(folder, service.store);
        service.intake.accept(saved);
        service.networks.beforeBatch(() -> {
            service.networks.beforeBatch(() -> {});
            other.intake.accept(saved);
            Assertions.assertThatCode(other::work).doesNotThrowAnyException();
        });

        // When
        service.work();

        // Then
        assertThat(service.networks.loads() + other.networks.loads()).isEqualTo(2);
        assertThat(service.publisher.published(EvaluationCompleted.class))
                .isEqualTo(other.publisher.published(EvaluationCompleted.class));
        assertThat(service.publisher.published().get(0).id())
                .isEqualTo(other.publisher.published().get(0).id());
    }

    @Test
    void workIsLeftForTheNextStartWhenTheProcessStops() throws InterruptedException {
        // Given
        service.intake.accept(service.checkpoint("initial", 0, 7, SQUASH));
        service.networks.beforeBatch(service.stop::give);

        // When
        service.work();

        // Then
        assertThat(service.store.list(ObjectKeys.PENDING_EVALUATIONS)).hasSize(1);
        assertThat(service.publisher.published()).isEmpty();
        assertThat(service.deadLetters).isEmpty();
    }

    @Test
    void aFailureThatMayPassIsTriedAgainAndOneThatDoesNotBecomesADeadLetter() throws InterruptedException {
        // Given
        service.intake.accept(service.checkpoint("initial", 0, 7, SQUASH));
        service.networks.beforeBatch(() -> {
            throw new IllegalStateException("the native library failed");
        });

        // When
        service.work();

        // Then
        assertThat(service.networks.loads()).isEqualTo(3);
        assertThat(service.deadLetters).singleElement().asString().contains("the native library failed");
    }

    @Test
    void workWaitsWhileTheStoreDoesNotAnswer() throws InterruptedException {
        // Given
        service.intake.accept(service.checkpoint("initial", 0, 7, SQUASH));
        String key = service.queue.take(Duration.ZERO).orElseThrow();
        service.store.available(false);

        // When
        service.worker.perform(key);
        service.store.available(true);
        service.work();

        // Then
        assertThat(service.result("initial", 0, SQUASH).n()).isEqualTo(10);
        assertThat(service.deadLetters).isEmpty();
    }

    @Test
    void nothingIsScoredForAnExperimentThatWasRemoved() throws InterruptedException {
        // Given
        service.intake.accept(service.checkpoint("initial", 0, 7, SQUASH));
        service.store.delete(ObjectKeys.state(EXPERIMENT));

        // When
        service.work();

        // Then
        assertThat(service.store.list(ObjectKeys.evaluations(EXPERIMENT))).isEmpty();
        assertThat(service.store.list("pending/")).isEmpty();
        assertThat(service.deadLetters).isEmpty();
    }
}

package io.fixres.trainer.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.SourceRecord;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.event.ExperimentFailed;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.trainer.TrainerFixture;
import io.fixres.trainer.announce.PendingEvents;
import io.fixres.trainer.lease.LeaseLostException;
import io.fixres.trainer.lease.RunState;
import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.state.StoredState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExperimentQueueTest {
    private static final DataSource SOURCE = new DataSource("file:/pictures.tgz", Optional.empty());

    private final TrainerFixture fixture = new TrainerFixture();

    @Test
    void theOldestReadyExperimentIsClaimed() {
        // Given
        fixture.requests().accept(TrainerFixture.requestOf("a-waits", SOURCE));
        fixture.requests().accept(TrainerFixture.request("b-ready"));

        // When
        Optional<StoredState> claimed = fixture.queue("t1").claimNext();

        // Then
        assertThat(claimed).hasValueSatisfying(stored -> {
            assertThat(stored.state().experiment()).isEqualTo("b-ready");
            assertThat(stored.state().attempt()).isEqualTo(1);
            assertThat(stored.state().lease().orElseThrow().trainer()).isEqualTo("t1");
        });
    }

    @Test
    void oneExperimentIsClaimedByOneOfTwoTrainers() {
        // Given
        fixture.requests().accept(TrainerFixture.request("roses"));
        ExperimentQueue first = fixture.queue("t1");
        ExperimentQueue second = fixture.queue("t2");

        // When
        List<Optional<StoredState>> claims = List.of(first.claimNext(), second.claimNext(), second.claimNext());

        // Then
        assertThat(claims.stream().filter(Optional::isPresent)).hasSize(1);
    }

    @Test
    void anExperimentBecomesReadyWithItsSource() {
        // Given
        fixture.requests().accept(TrainerFixture.requestOf("roses", SOURCE));
        ExperimentQueue queue = fixture.queue("t1");
        assertThat(queue.claimNext()).isEmpty();

        // When
        source(new SourceRecord(SOURCE.hash("folders"), SOURCE.uri(), Optional.of("ds-1"), Optional.empty()));

        // Then
        assertThat(queue.claimNext().orElseThrow().state().dataset()).contains("ds-1");
    }

    @Test
    void aRejectedSourceEndsTheExperimentWithTheReason() {
        // Given
        fixture.requests().accept(TrainerFixture.requestOf("roses", SOURCE));
        source(new SourceRecord(SOURCE.hash("folders"), SOURCE.uri(), Optional.empty(), Optional.of("not an archive")));

        // When
        Optional<StoredState> claimed = fixture.queue("t1").claimNext();

        // Then
        assertThat(claimed).isEmpty();
        assertThat(fixture.store.list(ObjectKeys.QUEUE)).isEmpty();
        assertThat(fixture.publisher.published(ExperimentFailed.class))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.category()).isEqualTo(FailureCategory.DATASET_REJECTED);
                    assertThat(failed.message()).contains("not an archive");
                });
    }

    @Test
    void aLeaseThatStandsStillForItsTermIsTakenOver() {
        // Given
        fixture.requests().accept(TrainerFixture.request("roses"));
        fixture.queue("t1").claimNext();
        ExperimentQueue observer = fixture.queue("t2");
        assertThat(observer.claimNext()).isEmpty();

        // When
        fixture.passTerm();
        Optional<StoredState> taken = observer.claimNext();

        // Then
        assertThat(taken.orElseThrow().state().attempt()).isEqualTo(2);
        assertThat(taken.orElseThrow().state().lease().orElseThrow().trainer()).isEqualTo("t2");
    }

    @Test
    void aLeaseThatBeatsIsLeftAlone() {
        // Given
        fixture.requests().accept(TrainerFixture.request("roses"));
        RunState run = run(fixture.queue("t1").claimNext().orElseThrow());
        ExperimentQueue observer = fixture.queue("t2");
        observer.claimNext();

        // When
        fixture.passTerm();
        run.beat();

        // Then
        assertThat(observer.claimNext()).isEmpty();
    }

    @Test
    void theOldAttemptCanWriteNothingAfterATakeover() {
        // Given
        fixture.requests().accept(TrainerFixture.request("roses"));
        RunState old = run(fixture.queue("t1").claimNext().orElseThrow());
        ExperimentQueue observer = fixture.queue("t2");
        observer.claimNext();
        fixture.passTerm();
        observer.claimNext();
        ExperimentState taken = fixture.state("roses");

        // When / Then
        assertThatThrownBy(old::beat).isInstanceOf(LeaseLostException.class).hasMessageContaining("attempt 1");
        assertThat(fixture.state("roses")).isEqualTo(taken);
    }

    @Test
    void aDeadRunThatWasAskedToStopIsCancelledInsteadOfTakenOver() {
        // Given
        fixture.requests().accept(TrainerFixture.request("roses"));
        fixture.queue("t1").claimNext();
        fixture.cancellations().accept(TrainerFixture.cancel("roses", "c1"));
        ExperimentQueue observer = fixture.queue("t2");
        observer.claimNext();

        // When
        fixture.passTerm();
        Optional<StoredState> taken = observer.claimNext();

        // Then
        assertThat(taken).isEmpty();
        assertThat(fixture.state("roses").status()).isEqualTo(ExperimentStatus.CANCELLED);
        assertThat(fixture.registry
                        .get(TrainerMeters.EXPERIMENTS)
                        .tag("outcome", "cancelled")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void anEndThatWasNotAnnouncedIsAnnouncedByWhoeverFindsIt() {
        // Given
        fixture.requests().accept(TrainerFixture.request("roses"));
        RunState run = run(fixture.queue("t1").claimNext().orElseThrow());
        fixture.publisher.available(false);
        assertThatThrownBy(() -> run.finish(
                        edit -> edit.failed(FailureCategory.INTERNAL, "broken"),
                        List.of(io.fixres.trainer.announce.TrainerEvents.failed(
                                run.current(), FailureCategory.INTERNAL, "broken"))))
                .isInstanceOf(io.fixres.kit.messaging.BrokerUnavailableException.class);
        fixture.publisher.available(true);

        // When
        fixture.queue("t2").claimNext();

        // Then
        assertThat(fixture.publisher.published(ExperimentFailed.class)).hasSize(1);
        assertThat(fixture.state("roses").pending()).isEmpty();
        assertThat(fixture.store.list(ObjectKeys.QUEUE)).isEmpty();
    }

    private RunState run(StoredState claimed) {
        return new RunState(fixture.states(), new PendingEvents(fixture.states(), fixture.publisher), claimed);
    }

    private void source(SourceRecord record) {
        fixture.store.create(ObjectKeys.source(record.source()), Json.bytes(record));
    }
}

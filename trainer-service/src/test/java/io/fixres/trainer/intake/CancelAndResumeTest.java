package io.fixres.trainer.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentFailed;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.StoreUnavailableException;
import io.fixres.trainer.TrainerFixture;
import io.fixres.trainer.lease.CancelMark;
import org.junit.jupiter.api.Test;

class CancelAndResumeTest {
    private final TrainerFixture fixture = new TrainerFixture();

    @Test
    void aQueuedExperimentIsCancelledAtOnce() {
        // Given
        fixture.requests().accept(TrainerFixture.request("roses"));

        // When
        fixture.cancellations().accept(TrainerFixture.cancel("roses", "c1"));

        // Then
        assertThat(fixture.state("roses").status()).isEqualTo(ExperimentStatus.CANCELLED);
        assertThat(fixture.store.list(ObjectKeys.QUEUE)).isEmpty();
        assertThat(fixture.publisher.published(ExperimentFailed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.category()).isEqualTo(FailureCategory.CANCELLED));
    }

    @Test
    void aRunningExperimentIsAskedToStop() {
        // Given
        fixture.requests().accept(TrainerFixture.request("roses"));
        fixture.queue("t1").claimNext();

        // When
        fixture.cancellations().accept(TrainerFixture.cancel("roses", "c1"));

        // Then
        assertThat(fixture.state("roses").status()).isEqualTo(ExperimentStatus.RUNNING);
        assertThat(CancelMark.read(fixture.store, "roses", 1)).contains(new CancelMark("c1"));
    }

    @Test
    void aCancelledExperimentIsQueuedAgainOnceForEachRequest() {
        // Given
        cancelled();

        // When
        fixture.resumes().accept(TrainerFixture.resume("roses", "r1"));
        ExperimentState resumed = fixture.state("roses");
        fixture.resumes().accept(TrainerFixture.resume("roses", "r1"));

        // Then
        assertThat(resumed.status()).isEqualTo(ExperimentStatus.QUEUED);
        assertThat(fixture.state("roses")).isEqualTo(resumed);
        assertThat(fixture.store.list(ObjectKeys.QUEUE))
                .containsExactly(resumed.queueEntry().orElseThrow());
    }

    @Test
    void aResumeThatWasCutOffBeforeItsQueueEntryIsCompletedByItsRedelivery() {
        // Given
        cancelled();
        fixture.store.failAfterWrites(2);
        assertThatThrownBy(() -> fixture.resumes().accept(TrainerFixture.resume("roses", "r1")))
                .isInstanceOf(StoreUnavailableException.class);
        fixture.store.failAfterWrites(-1);
        fixture.store.available(true);

        // When
        fixture.resumes().accept(TrainerFixture.resume("roses", "r1"));

        // Then
        assertThat(fixture.queue("t1").claimNext()).isPresent();
    }

    @Test
    void aCancellationDeliveredAgainAfterAResumeDoesNotCancelTwice() {
        // Given
        cancelled();
        fixture.resumes().accept(TrainerFixture.resume("roses", "r1"));

        // When
        fixture.cancellations().accept(TrainerFixture.cancel("roses", "c1"));

        // Then
        assertThat(fixture.state("roses").status()).isEqualTo(ExperimentStatus.QUEUED);
    }

    @Test
    void aSecondCancellationIsAnotherEvent() {
        // Given
        cancelled();
        fixture.resumes().accept(TrainerFixture.resume("roses", "r1"));

        // When
        fixture.cancellations().accept(TrainerFixture.cancel("roses", "c2"));

        // Then
        assertThat(fixture.publisher.published().stream().map(Envelope::id))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingToResumeIsRefused() {
        // Given
        fixture.requests().accept(TrainerFixture.request("roses"));

        // When / Then
        assertThatThrownBy(() -> fixture.resumes().accept(TrainerFixture.resume("roses", "r1")))
                .hasMessageContaining("'roses' is queued");
        assertThatThrownBy(() -> fixture.resumes().accept(TrainerFixture.resume("tulips", "r2")))
                .hasMessageContaining("there is no experiment 'tulips'");
        assertThatThrownBy(() -> fixture.cancellations().accept(TrainerFixture.cancel("tulips", "c1")))
                .hasMessageContaining("there is no experiment 'tulips'");
    }

    private void cancelled() {
        fixture.requests().accept(TrainerFixture.request("roses"));
        fixture.cancellations().accept(TrainerFixture.cancel("roses", "c1"));
    }
}

package io.fixres.trainer.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.event.ExperimentFailed;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.trainer.TrainerFixture;
import io.fixres.trainer.announce.PendingEvents;
import io.fixres.trainer.announce.TrainerEvents;
import io.fixres.trainer.state.StoredState;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunStateTest {
    private final TrainerFixture fixture = new TrainerFixture();

    @Test
    void aBeatChangesTheEtag() {
        // Given
        RunState run = claimed();
        String before = fixture.states().read("roses").orElseThrow().etag();

        // When
        run.beat();

        // Then
        assertThat(fixture.states().read("roses").orElseThrow().etag()).isNotEqualTo(before);
    }

    @Test
    void eventsStayInTheStateUntilTheBrokerHasThem() {
        // Given
        RunState run = claimed();
        List<io.fixres.contracts.event.Envelope<ExperimentFailed>> events =
                List.of(TrainerEvents.failed(run.current(), FailureCategory.INTERNAL, "x"));
        run.commit(edit -> {}, events);
        int pendingBefore = fixture.state("roses").pending().size();

        // When
        run.beat();

        // Then
        assertThat(pendingBefore).isEqualTo(1);
        assertThat(fixture.state("roses").pending()).isEmpty();
        assertThat(fixture.publisher.published(ExperimentFailed.class)).hasSize(1);
    }

    @Test
    void anEtagThatMovedWithoutATakeoverIsReadAgain() {
        // Given
        RunState run = claimed();
        fixture.states()
                .change(
                        "roses",
                        state -> java.util.Optional.of(io.fixres.trainer.state.StateEdit.of(state)
                                .obeyed("somebody")
                                .state()));

        // When
        run.beat();

        // Then
        assertThat(fixture.state("roses").resumeEvents()).containsExactly("somebody");
        assertThat(fixture.state("roses").lease().orElseThrow().beat()).isEqualTo(1);
    }

    private RunState claimed() {
        fixture.requests().accept(TrainerFixture.request("roses"));
        StoredState stored = fixture.queue("t1").claimNext().orElseThrow();
        return new RunState(fixture.states(), new PendingEvents(fixture.states(), fixture.publisher), stored);
    }
}

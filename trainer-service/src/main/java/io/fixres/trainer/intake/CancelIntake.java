package io.fixres.trainer.intake;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.kit.store.ObjectStore;
import io.fixres.trainer.announce.PendingEvents;
import io.fixres.trainer.announce.TrainerEvents;
import io.fixres.trainer.lease.CancelMark;
import io.fixres.trainer.state.ExperimentStates;
import io.fixres.trainer.state.StateEdit;
import io.fixres.trainer.state.StoredState;
import java.util.List;
import java.util.Optional;

/** Cancels what waits and asks what runs to stop. */
public final class CancelIntake {
    private final ObjectStore store;
    private final ExperimentStates states;
    private final PendingEvents pending;

    /** Over the store and whoever announces. */
    public CancelIntake(ObjectStore store, ExperimentStates states, PendingEvents pending) {
        this.store = store;
        this.states = states;
        this.pending = pending;
    }

    /**
     * Cancels; an experiment that has ended is left as it is.
     *
     * @throws RefusedEventException if there is no such experiment
     */
    public void accept(Envelope<ExperimentCancelled> event) {
        String id = RequestIntake.usableId(event.data().experiment());
        int marked = 0;
        while (true) {
            StoredState stored = states.change(id, state -> cancelQueued(event.id(), state))
                    .orElseThrow(() -> new RefusedEventException(
                            "there is no experiment '" + id + "' to cancel: see `fixres list` for those that exist"));
            ExperimentState state = stored.state();
            if (state.status().ended()) {
                pending.flush(stored);
                state.queueEntry().ifPresent(store::delete);
                return;
            }
            if (state.attempt() == marked || state.resumeEvents().contains(event.id())) {
                return;
            }
            // A trainer may take the experiment over while this attempt is marked, so the state is read once more.
            marked = state.attempt();
            new CancelMark(event.id()).create(store, id, marked);
        }
    }

    private static Optional<ExperimentState> cancelQueued(String event, ExperimentState state) {
        if (state.status() != ExperimentStatus.QUEUED || state.resumeEvents().contains(event)) {
            return Optional.empty();
        }
        return Optional.of(StateEdit.of(state)
                .failed(FailureCategory.CANCELLED, CancelMark.MESSAGE)
                .obeyed(event)
                .pending(List.of(TrainerEvents.failed(state, FailureCategory.CANCELLED, CancelMark.MESSAGE)))
                .state());
    }
}

package io.fixres.trainer.intake;

import io.fixres.contracts.Json;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.trainer.state.ExperimentStates;
import io.fixres.trainer.state.StateEdit;
import io.fixres.trainer.state.StoredState;
import java.time.Clock;
import java.util.Optional;

/** Puts experiments that were cancelled or have failed back into the queue. */
public final class ResumeIntake {
    private final ObjectStore store;
    private final ExperimentStates states;
    private final Clock clock;

    /** Over the store. */
    public ResumeIntake(ObjectStore store, ExperimentStates states, Clock clock) {
        this.store = store;
        this.states = states;
        this.clock = clock;
    }

    /**
     * Queues the experiment once for each event id.
     *
     * @throws RefusedEventException if there is nothing to resume
     */
    public void accept(Envelope<ExperimentRequested> event) {
        String id = RequestIntake.usableId(event.data()
                .experiment()
                .orElseThrow(() -> new RefusedEventException(
                        "a request with resume: true names no experiment: give its id as data.experiment")));
        StoredState stored = states.change(id, state -> next(event.id(), state))
                .orElseThrow(() -> new RefusedEventException(
                        "there is no experiment '" + id + "' to resume: see `fixres list` for those that exist"));
        if (stored.state().status() == ExperimentStatus.QUEUED) {
            stored.state().queueEntry().ifPresent(entry -> store.create(entry, Json.bytes(id)));
        }
    }

    private Optional<ExperimentState> next(String event, ExperimentState state) {
        if (state.resumeEvents().contains(event)) {
            return Optional.empty();
        }
        return switch (state.status()) {
            case CANCELLED, FAILED -> Optional.of(requeued(event, state));
            case COMPLETED, QUEUED, RUNNING ->
                throw new RefusedEventException("experiment '" + state.experiment() + "' is "
                        + Json.mapper().valueToTree(state.status()).asText()
                        + ": only a cancelled or failed one can be resumed");
        };
    }

    private ExperimentState requeued(String event, ExperimentState state) {
        if (state.recipeSha256().isEmpty()) {
            throw new RefusedEventException("experiment '" + state.experiment() + "' was never accepted ("
                    + state.message().orElse("its request was not valid")
                    + "): correct the request and send it with another id");
        }
        store.delete(ObjectKeys.cancel(state.experiment(), state.attempt()));
        return StateEdit.of(state)
                .queued(ObjectKeys.queueEntry(clock.millis(), state.experiment()))
                .obeyed(event)
                .state();
    }
}

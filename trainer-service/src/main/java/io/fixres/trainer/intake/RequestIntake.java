package io.fixres.trainer.intake;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.experiment.ExperimentId;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.trainer.announce.PendingEvents;
import io.fixres.trainer.announce.TrainerEvents;
import io.fixres.trainer.state.ExperimentStates;
import io.fixres.trainer.state.StateEdit;
import io.fixres.trainer.state.StoredState;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Accepts new experiments. The recipe is stored first, then the state, then the queue entry; a crash between any two is
 * repaired when the event is delivered again, because each is create-only and the state names the entry.
 */
public final class RequestIntake {
    private final ObjectStore store;
    private final ExperimentStates states;
    private final PendingEvents pending;
    private final Clock clock;

    /** Over the store and whoever announces. */
    public RequestIntake(ObjectStore store, ExperimentStates states, PendingEvents pending, Clock clock) {
        this.store = store;
        this.states = states;
        this.pending = pending;
        this.clock = clock;
    }

    /**
     * Stores the experiment, or its failure where the request cannot be obeyed.
     *
     * @throws RefusedEventException if the id is not usable or stands for another request
     */
    public void accept(Envelope<ExperimentRequested> event) {
        ExperimentRequested request = event.data();
        String id = usableId(request.experiment().orElse(event.id()));
        request.group().ifPresent(RequestIntake::usableGroup);
        String requestSha256 = Digests.sha256(Json.bytes(request));
        Optional<StoredState> existing = states.read(id);
        StoredState stored = existing.isPresent() ? existing.get() : create(id, request, requestSha256);
        if (!stored.state().requestSha256().equals(requestSha256)) {
            throw new RefusedEventException("experiment id '" + id
                    + "' stands for another request already, which goes on untouched: choose another id");
        }
        if (stored.state().status() == ExperimentStatus.QUEUED) {
            stored.state().queueEntry().ifPresent(entry -> store.create(entry, Json.bytes(id)));
        } else if (stored.state().status().ended()) {
            pending.flush(stored);
        }
    }

    static String usableId(String id) {
        try {
            return ExperimentId.check(id);
        } catch (IllegalArgumentException e) {
            throw new RefusedEventException(e.getMessage());
        }
    }

    private static void usableGroup(String group) {
        try {
            ExperimentId.check(group);
        } catch (IllegalArgumentException e) {
            throw new RefusedEventException("the request's group is not usable: " + e.getMessage());
        }
    }

    private StoredState create(String id, ExperimentRequested request, String requestSha256) {
        Instant now = clock.instant();
        ResolvedRequest resolved = ResolvedRequest.of(request, store);
        ExperimentState state = resolved instanceof ResolvedRequest.Accepted accepted
                ? queued(id, request.group(), accepted, requestSha256, now)
                : failed(id, request.group(), (ResolvedRequest.Invalid) resolved, requestSha256, now);
        return states.create(state).orElseGet(() -> states.read(id).orElseThrow());
    }

    private ExperimentState queued(
            String id, Optional<String> group, ResolvedRequest.Accepted accepted, String requestSha256, Instant now) {
        byte[] recipe = RecipeReader.bytes(accepted.recipe());
        if (!store.create(ObjectKeys.recipe(id), recipe)
                && !store.get(ObjectKeys.recipe(id))
                        .filter(stored -> Arrays.equals(stored.content(), recipe))
                        .isPresent()) {
            throw new RefusedEventException(
                    "experiment id '" + id + "' has another recipe in the store already: choose another id");
        }
        return state(
                id,
                ExperimentStatus.QUEUED,
                requestSha256,
                accepted.recipe().name(),
                now,
                group,
                accepted.source(),
                accepted.dataset(),
                Digests.sha256(recipe),
                Optional.of(ObjectKeys.queueEntry(now.toEpochMilli(), id)));
    }

    private static ExperimentState failed(
            String id, Optional<String> group, ResolvedRequest.Invalid invalid, String requestSha256, Instant now) {
        ExperimentState empty = state(
                id,
                ExperimentStatus.FAILED,
                requestSha256,
                invalid.recipeName(),
                now,
                group,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty());
        return StateEdit.of(empty)
                .failed(invalid.category(), invalid.message())
                .pending(List.of(TrainerEvents.failed(empty, invalid.category(), invalid.message())))
                .state();
    }

    private static ExperimentState state(
            String id,
            ExperimentStatus status,
            String requestSha256,
            String recipeName,
            Instant requested,
            Optional<String> group,
            Optional<String> source,
            Optional<String> dataset,
            String recipeSha256,
            Optional<String> queueEntry) {
        return new ExperimentState(
                id,
                status,
                requestSha256,
                recipeName,
                requested,
                group,
                source,
                dataset,
                recipeSha256,
                queueEntry,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}

package io.fixres.trainer.intake;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.experiment.ExperimentId;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.tracing.Traces;
import io.fixres.trainer.announce.PendingEvents;
import io.fixres.trainer.announce.TrainerEvents;
import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.metrics.TrainerMeters.Outcome;
import io.fixres.trainer.state.ExperimentStates;
import io.fixres.trainer.state.StateEdit;
import io.fixres.trainer.state.StoredState;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accepts new experiments. The recipe is stored first, then the state, then the queue entry; a crash between any two is
 * repaired when the event is delivered again, because each is create-only and the state names the entry.
 */
public final class RequestIntake {
    private final ObjectStore store;
    private final ExperimentStates states;
    private final PendingEvents pending;
    private final TrainerMeters meters;
    private final Traces traces;
    private final Clock clock;

    /** Over the store and whoever announces. */
    public RequestIntake(
            ObjectStore store,
            ExperimentStates states,
            PendingEvents pending,
            TrainerMeters meters,
            Traces traces,
            Clock clock) {
        this.store = store;
        this.states = states;
        this.pending = pending;
        this.meters = meters;
        this.traces = traces;
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
        TraceContext trace = TraceContext.of(event, id);
        Asked asked = new Asked(id, request.group(), Digests.sha256(Json.bytes(request)), clock.instant(), trace);
        traces.within("accept experiment", trace, Map.of("experiment", id), () -> accept(asked, request));
    }

    /** Who asks, and when. */
    private record Asked(String id, Optional<String> group, String sha256, Instant time, TraceContext trace) {}

    private void accept(Asked asked, ExperimentRequested request) {
        String id = asked.id();
        Optional<StoredState> existing = states.read(id);
        StoredState stored = existing.isPresent() ? existing.get() : create(asked, request);
        if (!stored.state().requestSha256().equals(asked.sha256())) {
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

    private StoredState create(Asked asked, ExperimentRequested request) {
        ResolvedRequest resolved = ResolvedRequest.of(request, store);
        ExperimentState state = resolved instanceof ResolvedRequest.Accepted accepted
                ? queued(asked, accepted)
                : failed(asked, (ResolvedRequest.Invalid) resolved);
        Optional<StoredState> created = states.create(state);
        if (created.isPresent() && state.status() == ExperimentStatus.FAILED) {
            meters.endedUnrun(Outcome.FAILED);
        }
        return created.orElseGet(() -> states.read(asked.id()).orElseThrow());
    }

    private ExperimentState queued(Asked asked, ResolvedRequest.Accepted accepted) {
        String id = asked.id();
        byte[] recipe = RecipeReader.bytes(accepted.recipe());
        if (!store.create(ObjectKeys.recipe(id), recipe)
                && !store.get(ObjectKeys.recipe(id))
                        .filter(stored -> Arrays.equals(stored.content(), recipe))
                        .isPresent()) {
            throw new RefusedEventException(
                    "experiment id '" + id + "' has another recipe in the store already: choose another id");
        }
        return state(
                asked,
                ExperimentStatus.QUEUED,
                accepted.recipe().name(),
                accepted.source(),
                accepted.dataset(),
                Digests.sha256(recipe),
                Optional.of(ObjectKeys.queueEntry(asked.time().toEpochMilli(), id)));
    }

    private static ExperimentState failed(Asked asked, ResolvedRequest.Invalid invalid) {
        ExperimentState empty = state(
                asked,
                ExperimentStatus.FAILED,
                invalid.recipeName(),
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
            Asked asked,
            ExperimentStatus status,
            String recipeName,
            Optional<String> source,
            Optional<String> dataset,
            String recipeSha256,
            Optional<String> queueEntry) {
        return new ExperimentState(
                asked.id(),
                status,
                asked.sha256(),
                recipeName,
                asked.time(),
                asked.group(),
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
                Optional.empty(),
                Optional.of(asked.trace()));
    }
}

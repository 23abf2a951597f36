package io.fixres.trainer.run;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.ResumePoint;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.kit.store.ObjectNotFoundException;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import io.fixres.kit.tracing.Traces;
import io.fixres.trainer.announce.PendingEvents;
import io.fixres.trainer.announce.TrainerEvents;
import io.fixres.trainer.checkpoint.DamagedObjectException;
import io.fixres.trainer.checkpoint.RunFiles;
import io.fixres.trainer.lease.CancelMark;
import io.fixres.trainer.lease.Heartbeat;
import io.fixres.trainer.lease.LeaseLostException;
import io.fixres.trainer.lease.Persistence;
import io.fixres.trainer.lease.RunState;
import io.fixres.trainer.lease.StopReason;
import io.fixres.trainer.lease.StopSignal;
import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.metrics.TrainerMeters.Outcome;
import io.fixres.trainer.state.ExperimentStates;
import io.fixres.trainer.state.StoredState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs one claimed experiment to its end, however it ends; what one does wrong never keeps the next from running. */
public final class ExperimentRunner {
    private static final Logger LOGGER = Logger.getLogger(ExperimentRunner.class);

    private final ObjectStore store;
    private final ExperimentStates states;
    private final PendingEvents pending;
    private final EventPublisher publisher;
    private final RunFiles files;
    private final Learner.Factory learners;
    private final DataFeeds feeds;
    private final TrainerMeters meters;
    private final RunSettings settings;
    private final Traces traces;

    /** Of the parts of the service. */
    public ExperimentRunner(
            ObjectStore store,
            ExperimentStates states,
            PendingEvents pending,
            EventPublisher publisher,
            RunFiles files,
            Learner.Factory learners,
            DataFeeds feeds,
            TrainerMeters meters,
            RunSettings settings,
            Traces traces) {
        this.store = store;
        this.states = states;
        this.pending = pending;
        this.publisher = publisher;
        this.files = files;
        this.learners = learners;
        this.feeds = feeds;
        this.meters = meters;
        this.settings = settings;
        this.traces = traces;
    }

    /** Returns when the experiment has ended or belongs to somebody else again. */
    public void run(StoredState claimed, StopSignal signal) {
        RunState state = new RunState(states, pending, claimed);
        Persistence persistence = new Persistence(signal);
        String experiment = claimed.state().experiment();
        LOGGER.infof("attempt %d of %s begins", state.attempt(), experiment);
        meters.began(experiment);
        Outcome outcome = Outcome.LEASE_LOST;
        try (Heartbeat heartbeat = new Heartbeat(state, store, signal, settings.heartbeat())) {
            outcome = traces.within(
                    "train",
                    claimed.state().traceContext(),
                    Map.of("experiment", experiment, "attempt", state.attempt(), "trainer", settings.trainer()),
                    () -> attempt(state, persistence, signal));
        } catch (LeaseLostException e) {
            LOGGER.warn(e.getMessage());
        } catch (RuntimeException e) {
            // The lease runs out, and whoever takes the experiment over goes on from the newest resume state.
            LOGGER.errorf(e, "attempt %d of %s is given up", state.attempt(), experiment);
        } finally {
            meters.ended(outcome);
        }
        LOGGER.infof("attempt %d of %s: %s", state.attempt(), experiment, outcome);
    }

    private Outcome attempt(RunState state, Persistence persistence, StopSignal signal) {
        try {
            persistence.run(state::announcePending);
            train(state, persistence, signal);
            return Outcome.COMPLETED;
        } catch (StoppedException e) {
            return stop(state, persistence, e.reason());
        } catch (LeaseLostException e) {
            throw e;
        } catch (StoreUnavailableException | BrokerUnavailableException e) {
            // Waiting was given up because the run is to stop; it goes on from its newest resume state.
            LOGGER.warnf("stopped without a new resume state: %s", e.getMessage());
            return stop(state, persistence, signal.reason().orElse(StopReason.SHUTDOWN));
        } catch (RuntimeException | Error e) {
            return fail(state, persistence, e);
        }
    }

    private void train(RunState state, Persistence persistence, StopSignal signal) {
        ExperimentState claimed = state.current();
        Recipe recipe = persistence.get(() -> recipe(claimed));
        DatasetManifest dataset =
                persistence.get(() -> dataset(claimed.dataset().orElseThrow()));
        try (Learner learner =
                learners.create(recipe.network(), dataset.classes().size(), recipe.seed())) {
            RunContext context = new RunContext(
                    state, recipe, dataset, learner, files, publisher, meters, settings, persistence, signal, traces);
            new PhaseSequence(context, feeds).run();
        }
        removeQueueEntry(state, persistence);
    }

    private Outcome stop(RunState state, Persistence persistence, StopReason reason) {
        return switch (reason) {
            case LEASE_LOST -> Outcome.LEASE_LOST;
            case SHUTDOWN -> {
                ExperimentState now = state.current();
                state.release(edit -> edit.queued(now.queueEntry().orElseThrow()));
                yield Outcome.RELEASED;
            }
            case CANCELLED -> {
                String event = persistence.get(
                        () -> CancelMark.read(store, state.current().experiment(), state.attempt())
                                .map(CancelMark::event)
                                .orElse(""));
                end(state, persistence, FailureCategory.CANCELLED, CancelMark.MESSAGE, event);
                yield Outcome.CANCELLED;
            }
        };
    }

    private Outcome fail(RunState state, Persistence persistence, Throwable failure) {
        LOGGER.errorf(failure, "%s has failed", state.current().experiment());
        Failure described = Failure.of(failure, phase(state.current()));
        end(state, persistence, described.category(), described.message(), "");
        return Outcome.FAILED;
    }

    private void end(RunState state, Persistence persistence, FailureCategory category, String message, String obeyed) {
        List<Envelope<?>> events = List.of(TrainerEvents.failed(state.current(), category, message));
        persistence.run(
                () -> state.finish(edit -> edit.failed(category, message).obeyed(obeyed), events));
        removeQueueEntry(state, persistence);
    }

    private void removeQueueEntry(RunState state, Persistence persistence) {
        persistence.run(() -> state.current().queueEntry().ifPresent(store::delete));
    }

    private Recipe recipe(ExperimentState claimed) {
        String key = ObjectKeys.recipe(claimed.experiment());
        byte[] yaml = store.get(key)
                .orElseThrow(() -> new ObjectNotFoundException(key))
                .content();
        String sha256 = Digests.sha256(yaml);
        if (!sha256.equals(claimed.recipeSha256())) {
            throw new DamagedObjectException(key, claimed.recipeSha256(), sha256);
        }
        return RecipeReader.read(new String(yaml, StandardCharsets.UTF_8), Map.of());
    }

    /** The phase that was being trained, as far as it can be told. */
    private Optional<PhaseSpec> phase(ExperimentState state) {
        try {
            List<PhaseSpec> phases = recipe(state).phases();
            int index = state.position()
                    .map(ResumePoint::phaseIndex)
                    .orElse(state.phases().size());
            return index < phases.size() ? Optional.of(phases.get(index)) : Optional.empty();
        } catch (RuntimeException e) {
            LOGGER.debugf("the recipe cannot tell the phase: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private DatasetManifest dataset(String dataset) {
        return store.get(ObjectKeys.datasetManifest(dataset))
                .map(object -> Json.read(object.content(), DatasetManifest.class))
                .orElseThrow(() -> new MalformedDocumentException(
                        "dataset '" + dataset + "' is not in the store: give data.uri to have it ingested, or the id of"
                                + " one that is",
                        null));
    }
}

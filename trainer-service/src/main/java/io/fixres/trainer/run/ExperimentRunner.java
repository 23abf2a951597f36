package io.fixres.trainer.run;

import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.kit.store.ObjectNotFoundException;
import io.fixres.kit.store.ObjectStore;
import io.fixres.trainer.announce.PendingEvents;
import io.fixres.trainer.announce.TrainerEvents;
import io.fixres.trainer.checkpoint.RunFiles;
import io.fixres.trainer.lease.CancelMark;
import io.fixres.trainer.lease.Heartbeat;
import io.fixres.trainer.lease.LeaseLostException;
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
            RunSettings settings) {
        this.store = store;
        this.states = states;
        this.pending = pending;
        this.publisher = publisher;
        this.files = files;
        this.learners = learners;
        this.feeds = feeds;
        this.meters = meters;
        this.settings = settings;
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
            outcome = attempt(state, persistence, signal);
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
        } catch (RuntimeException | OutOfMemoryError e) {
            if (signal.reason().filter(r -> r == StopReason.LEASE_LOST).isPresent()) {
                return Outcome.LEASE_LOST;
            }
            return fail(state, persistence, e);
        }
    }

    private void train(RunState state, Persistence persistence, StopSignal signal) {
        ExperimentState claimed = state.current();
        Recipe recipe = persistence.get(() -> recipe(claimed.experiment()));
        DatasetManifest dataset =
                persistence.get(() -> dataset(claimed.dataset().orElseThrow()));
        try (Learner learner =
                learners.create(recipe.network(), dataset.classes().size(), recipe.seed())) {
            RunContext context = new RunContext(
                    state, recipe, dataset, learner, files, publisher, meters, settings, persistence, signal);
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
        Failure described = Failure.of(failure);
        end(state, persistence, described.category(), described.message(), "");
        return Outcome.FAILED;
    }

    private void end(RunState state, Persistence persistence, FailureCategory category, String message, String obeyed) {
        persistence.run(() -> state.finish(
                edit -> edit.failed(category, message).obeyed(obeyed),
                List.of(TrainerEvents.failed(state.current(), category, message))));
        removeQueueEntry(state, persistence);
    }

    private void removeQueueEntry(RunState state, Persistence persistence) {
        persistence.run(() -> state.current().queueEntry().ifPresent(store::delete));
    }

    private Recipe recipe(String experiment) {
        String key = ObjectKeys.recipe(experiment);
        byte[] yaml = store.get(key)
                .orElseThrow(() -> new ObjectNotFoundException(key))
                .content();
        return RecipeReader.read(new String(yaml, StandardCharsets.UTF_8), Map.of());
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

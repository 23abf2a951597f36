package io.fixres.trainer.queue;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.Lease;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.trainer.announce.PendingEvents;
import io.fixres.trainer.announce.TrainerEvents;
import io.fixres.trainer.lease.CancelMark;
import io.fixres.trainer.lease.LeaseObserver;
import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.metrics.TrainerMeters.Outcome;
import io.fixres.trainer.state.ExperimentStates;
import io.fixres.trainer.state.StateEdit;
import io.fixres.trainer.state.StoredState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The queue as an idle trainer sees it. An entry stays until its experiment has ended and said so, so that the runs of dead
 * trainers are found through it. Used by one thread.
 */
public final class ExperimentQueue {
    private static final Logger LOGGER = Logger.getLogger(ExperimentQueue.class);

    private final ObjectStore store;
    private final ExperimentStates states;
    private final PendingEvents pending;
    private final LeaseObserver leases;
    private final TrainerMeters meters;
    private final String trainer;
    private final Duration leaseTerm;

    /**
     * The queue.
     *
     * @param trainer name of this process, written into leases
     * @param leaseTerm term of the leases it takes, whole seconds
     */
    public ExperimentQueue(
            ObjectStore store,
            ExperimentStates states,
            PendingEvents pending,
            LeaseObserver leases,
            TrainerMeters meters,
            String trainer,
            Duration leaseTerm) {
        this.store = store;
        this.states = states;
        this.pending = pending;
        this.leases = leases;
        this.meters = meters;
        this.trainer = trainer;
        this.leaseTerm = leaseTerm;
    }

    /** Claims the oldest experiment whose dataset is ready and whose lease is free or dead; empty if there is none. */
    public Optional<StoredState> claimNext() {
        for (String entry : store.list(ObjectKeys.QUEUE)) {
            Optional<StoredState> claimed = consider(entry);
            if (claimed.isPresent()) {
                return claimed;
            }
        }
        return Optional.empty();
    }

    private Optional<StoredState> consider(String entry) {
        try {
            Optional<StoredState> stored = states.read(experimentOf(entry));
            // An entry without a state is not possible in the order of writes; one of a removed experiment is.
            return stored.isEmpty() ? Optional.empty() : consider(entry, stored.get());
        } catch (MalformedDocumentException e) {
            LOGGER.errorf("queue entry %s is passed over: %s", entry, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<StoredState> consider(String entry, StoredState stored) {
        ExperimentState state = stored.state();
        if (state.status().ended()) {
            pending.flush(stored);
            store.delete(entry);
            leases.forget(state.experiment());
            return Optional.empty();
        }
        if (!state.queueEntry().equals(Optional.of(entry))) {
            store.delete(entry);
            return Optional.empty();
        }
        return state.status() == ExperimentStatus.QUEUED || deserted(stored) ? take(stored) : Optional.empty();
    }

    /** An attempt that ended before it saw that it was to stop is not gone on with. */
    private Optional<StoredState> take(StoredState stored) {
        Optional<CancelMark> mark = CancelMark.read(
                store, stored.state().experiment(), stored.state().attempt());
        if (mark.isPresent()) {
            end(
                    stored,
                    FailureCategory.CANCELLED,
                    CancelMark.MESSAGE,
                    mark.get().event());
            return Optional.empty();
        }
        return claimReady(stored);
    }

    private boolean deserted(StoredState stored) {
        return stored.state()
                .lease()
                .map(lease -> leases.dead(
                        stored.state().experiment(), stored.etag(), Duration.ofSeconds(lease.termSeconds())))
                .orElse(true);
    }

    private Optional<StoredState> claimReady(StoredState stored) {
        DatasetReadiness readiness = DatasetReadiness.of(stored.state(), store);
        if (readiness instanceof DatasetReadiness.Ready ready) {
            return claim(stored, ready.dataset());
        }
        if (readiness instanceof DatasetReadiness.Rejected rejected) {
            end(stored, FailureCategory.DATASET_REJECTED, rejected.reason(), "");
        }
        return Optional.empty();
    }

    private Optional<StoredState> claim(StoredState stored, String dataset) {
        ExperimentState next = StateEdit.of(stored.state())
                .running(
                        stored.state().attempt() + 1,
                        dataset,
                        new Lease(trainer, 0, (int) Math.max(1, leaseTerm.toSeconds()), Optional.empty()))
                .state();
        return states.replace(stored, next);
    }

    private void end(StoredState stored, FailureCategory category, String reason, String obeyedEvent) {
        ExperimentState next = StateEdit.of(stored.state())
                .failed(category, reason)
                .obeyed(obeyedEvent)
                .pending(List.of(TrainerEvents.failed(stored.state(), category, reason)))
                .state();
        states.replace(stored, next).ifPresent(failed -> {
            meters.endedUnrun(category == FailureCategory.CANCELLED ? Outcome.CANCELLED : Outcome.FAILED);
            pending.flush(failed);
            failed.state().queueEntry().ifPresent(store::delete);
        });
    }

    /** {@code queue/<13 digits>-<experiment>}. */
    private static String experimentOf(String entry) {
        int dash = entry.indexOf('-');
        if (dash < 0) {
            throw new MalformedDocumentException("a queue entry is named queue/<milliseconds>-<experiment>", null);
        }
        return entry.substring(dash + 1);
    }
}

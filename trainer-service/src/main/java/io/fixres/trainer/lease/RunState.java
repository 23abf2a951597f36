package io.fixres.trainer.lease;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.Lease;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.trainer.announce.PendingEvents;
import io.fixres.trainer.state.ExperimentStates;
import io.fixres.trainer.state.StateEdit;
import io.fixres.trainer.state.StoredState;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The only writer of the state of one attempt: it holds the etag, so that the training thread and the heartbeat do not
 * fail each other's compare-and-set. After a failed one it reads again and gives up if the attempt is not its own.
 */
public final class RunState {
    private final ExperimentStates states;
    private final PendingEvents pending;
    private final int attempt;
    private final Set<String> announced = new HashSet<>();
    private StoredState stored;
    private boolean released;

    /** For an experiment that was claimed just now. */
    public RunState(ExperimentStates states, PendingEvents pending, StoredState claimed) {
        this.states = states;
        this.pending = pending;
        this.stored = claimed;
        this.attempt = claimed.state().attempt();
    }

    /** The state as this attempt wrote it last. */
    public synchronized ExperimentState current() {
        return stored.state();
    }

    /** Which claim this is. */
    public int attempt() {
        return attempt;
    }

    /**
     * Commits a change.
     *
     * @throws LeaseLostException if another attempt has the experiment
     */
    public synchronized void change(Consumer<StateEdit> change) {
        if (released) {
            throw new LeaseLostException(stored.state().experiment(), attempt, "released");
        }
        while (true) {
            StateEdit edit = StateEdit.of(stored.state()).announced(announced);
            change.accept(edit);
            Optional<StoredState> written = states.replace(stored, edit.state());
            if (written.isPresent()) {
                stored = written.get();
                announced.clear();
                return;
            }
            Optional<StoredState> now = states.read(stored.state().experiment());
            if (now.isPresent() && now.get().state().equals(edit.state())) {
                // The store had obeyed, only its answer was lost.
                stored = now.get();
                announced.clear();
                return;
            }
            stored = own(now);
        }
    }

    /** The change after which this attempt writes no more: the lease is gone with it. */
    public synchronized void release(Consumer<StateEdit> change) {
        change(change);
        released = true;
    }

    /** Shows that the attempt lives. */
    public synchronized void beat() {
        if (!released) {
            change(edit -> stored.state()
                    .lease()
                    .ifPresent(lease -> edit.lease(
                            new Lease(lease.trainer(), lease.beat() + 1, lease.termSeconds(), lease.reply()))));
        }
    }

    /** Publishes and awaits what is pending; the next change removes it from the state. */
    public void announcePending() {
        List<String> events = current().pending();
        pending.publish(events);
        synchronized (this) {
            announced.addAll(events);
        }
    }

    /** Commits a change together with the events that follow from it, then announces them. */
    public void commit(Consumer<StateEdit> change, List<? extends Envelope<?>> events) {
        change(edit -> {
            change.accept(edit);
            edit.pending(events);
        });
        announcePending();
    }

    /**
     * Ends the attempt with its last events, announces them and removes them from the state. A call that the broker made
     * fail is repeated whole.
     */
    public void finish(Consumer<StateEdit> change, List<? extends Envelope<?>> events) {
        synchronized (this) {
            if (!released) {
                release(edit -> {
                    change.accept(edit);
                    edit.pending(events);
                });
            }
        }
        pending.flush(new StoredState(current(), ""));
    }

    private StoredState own(Optional<StoredState> read) {
        String experiment = stored.state().experiment();
        StoredState now = read.orElseThrow(() -> new LeaseLostException(experiment, attempt, "removed"));
        if (now.state().attempt() != attempt || now.state().status() != ExperimentStatus.RUNNING) {
            throw new LeaseLostException(
                    experiment,
                    attempt,
                    now.state().status() + " in attempt " + now.state().attempt());
        }
        return now;
    }
}

package io.fixres.trainer.state;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.experiment.ExperimentState.Lease;
import io.fixres.contracts.experiment.ExperimentState.ResumePoint;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The next state of an experiment, made from the one before. Every edit may be repeated without further effect, because a
 * compare-and-set whose answer was lost is made again.
 */
public final class StateEdit {
    private final ExperimentState old;
    private ExperimentStatus status;
    private Optional<String> dataset;
    private Optional<String> queueEntry;
    private int attempt;
    private Optional<Lease> lease;
    private Optional<ResumePoint> position;
    private final List<PhaseSummary> phases;
    private final List<CheckpointRef> checkpoints;
    private final List<String> pending;
    private final List<String> resumeEvents;
    private Optional<FailureCategory> failure;
    private Optional<String> message;

    private StateEdit(ExperimentState old) {
        this.old = old;
        this.status = old.status();
        this.dataset = old.dataset();
        this.queueEntry = old.queueEntry();
        this.attempt = old.attempt();
        this.lease = old.lease();
        this.position = old.position();
        this.phases = new ArrayList<>(old.phases());
        this.checkpoints = new ArrayList<>(old.checkpoints());
        this.pending = new ArrayList<>(old.pending());
        this.resumeEvents = new ArrayList<>(old.resumeEvents());
        this.failure = old.failure();
        this.message = old.message();
    }

    /** Starts from a state. */
    public static StateEdit of(ExperimentState old) {
        return new StateEdit(old);
    }

    /** Claims the experiment for an attempt. */
    public StateEdit running(int newAttempt, String newDataset, Lease newLease) {
        status = ExperimentStatus.RUNNING;
        attempt = newAttempt;
        dataset = Optional.of(newDataset);
        lease = Optional.of(newLease);
        return this;
    }

    /** Puts the experiment (back) into the queue, free of any lease and failure. */
    public StateEdit queued(String entry) {
        status = ExperimentStatus.QUEUED;
        queueEntry = Optional.of(entry);
        lease = Optional.empty();
        failure = Optional.empty();
        message = Optional.empty();
        return this;
    }

    /** Ends the experiment as complete. */
    public StateEdit completed() {
        status = ExperimentStatus.COMPLETED;
        lease = Optional.empty();
        return this;
    }

    /** Ends the experiment as cancelled or failed. */
    public StateEdit failed(FailureCategory category, String reason) {
        status = category == FailureCategory.CANCELLED ? ExperimentStatus.CANCELLED : ExperimentStatus.FAILED;
        lease = Optional.empty();
        failure = Optional.of(category);
        message = Optional.of(reason);
        return this;
    }

    /** Replaces the lease. */
    public StateEdit lease(Lease newLease) {
        lease = Optional.of(newLease);
        return this;
    }

    /** Where the newest resume state stands; empty where the next phase begins from a checkpoint. */
    public StateEdit position(Optional<ResumePoint> point) {
        position = point;
        return this;
    }

    /** Adds a checkpoint, once. */
    public StateEdit checkpoint(CheckpointRef checkpoint) {
        checkpoints.removeIf(c -> c.key().equals(checkpoint.key()));
        checkpoints.add(checkpoint);
        return this;
    }

    /** Adds the summary of a phase, once. */
    public StateEdit phase(PhaseSummary summary) {
        phases.removeIf(p -> p.name().equals(summary.name()));
        phases.add(summary);
        return this;
    }

    /** Adds events that are to be announced, each once. */
    public StateEdit pending(List<? extends Envelope<?>> events) {
        for (Envelope<?> event : events) {
            String json = new String(EnvelopeCodec.write(event), StandardCharsets.UTF_8);
            if (!pending.contains(json)) {
                pending.add(json);
            }
        }
        return this;
    }

    /** Removes events that the broker has acknowledged. */
    public StateEdit announced(Set<String> events) {
        pending.removeAll(events);
        return this;
    }

    /** Notes that a resume or cancel request was obeyed; an empty id is none. */
    public StateEdit obeyed(String event) {
        if (!event.isEmpty() && !resumeEvents.contains(event)) {
            resumeEvents.add(event);
        }
        return this;
    }

    /** The next state. */
    public ExperimentState state() {
        return new ExperimentState(
                old.experiment(),
                status,
                old.requestSha256(),
                old.recipeName(),
                old.requested(),
                old.group(),
                old.source(),
                dataset,
                old.recipeSha256(),
                queueEntry,
                attempt,
                lease,
                position,
                phases,
                checkpoints,
                pending,
                resumeEvents,
                failure,
                message,
                old.trace());
    }
}

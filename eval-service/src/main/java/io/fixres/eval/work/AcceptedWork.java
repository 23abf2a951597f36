package io.fixres.eval.work;

import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.event.ExperimentCompleted;
import io.fixres.contracts.event.FixresEvent;
import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.event.TrainingEvent;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.messaging.DeadLetters;
import io.fixres.eval.metrics.EvalMeters;
import io.fixres.eval.process.UndoableWorkException;
import io.fixres.eval.retention.CheckpointRetention;
import io.fixres.eval.scoring.CheckpointEvaluation;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoredObject;
import io.fixres.kit.tracing.Traces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Does one piece of accepted work and removes it from the store when it is done or undoable. */
@Singleton
public final class AcceptedWork {
    private static final Logger LOGGER = Logger.getLogger(AcceptedWork.class);

    private final ObjectStore store;
    private final CheckpointEvaluation evaluation;
    private final CheckpointRetention retention;
    private final DeadLetters deadLetters;
    private final EvalMeters meters;
    private final Traces traces;

    public AcceptedWork(
            ObjectStore store,
            CheckpointEvaluation evaluation,
            CheckpointRetention retention,
            DeadLetters deadLetters,
            EvalMeters meters,
            Traces traces) {
        this.store = store;
        this.evaluation = evaluation;
        this.retention = retention;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.traces = traces;
    }

    /**
     * Does the work under a key; nothing if another process has done it.
     *
     * @throws WorkStoppedException if the process shuts down meanwhile
     */
    public void perform(String key) {
        Optional<StoredObject> stored = store.get(key);
        if (stored.isEmpty()) {
            return;
        }
        Envelope<?> event = EnvelopeCodec.read(stored.get().content());
        if (event.data() instanceof TrainingEvent training) {
            traces.within(
                    event.data() instanceof CheckpointSaved ? "score checkpoint" : "apply retention",
                    TraceContext.of(event, training.experiment()),
                    Map.of("work", key),
                    () -> perform(key, event));
        } else {
            perform(key, event);
        }
    }

    private void perform(String key, Envelope<?> event) {
        try {
            if (done(event.data())) {
                store.delete(key);
            }
            if (event.data() instanceof CheckpointSaved saved) {
                applyRetention(saved.experiment());
            }
        } catch (UndoableWorkException e) {
            refuse(key, event, e);
        }
    }

    /** Gives work up: its event becomes a dead letter, from which it can be replayed. */
    public void refuse(String key, RuntimeException reason) {
        store.get(key).ifPresent(stored -> refuse(key, EnvelopeCodec.read(stored.content()), reason));
    }

    private void refuse(String key, Envelope<?> event, RuntimeException reason) {
        Throwable trace = reason instanceof UndoableWorkException ? null : reason;
        LOGGER.errorf(trace, "event %s about %s cannot be obeyed: %s", event.id(), key, reason.getMessage());
        deadLetters.send(event, reason);
        meters.refused();
        store.delete(key);
    }

    private boolean done(FixresEvent event) {
        if (event instanceof CheckpointSaved saved) {
            evaluation.evaluate(saved);
            return true;
        } else if (event instanceof ExperimentCompleted completed) {
            return retention.apply(completed);
        }
        throw new UndoableWorkException(
                "no work follows from a " + event.getClass().getSimpleName(), null);
    }

    /** The evaluation may have been the last one that an experiment's retention waited for. */
    private void applyRetention(String experiment) {
        for (String key : store.list(ObjectKeys.PENDING_RETENTION + experiment + "/")) {
            perform(key);
        }
    }
}

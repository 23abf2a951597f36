package io.fixres.eval.intake;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.event.ExperimentCompleted;
import io.fixres.contracts.event.FixresEvent;
import io.fixres.contracts.experiment.ExperimentId;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.configuration.EvaluationConfiguration;
import io.fixres.eval.process.StopSignal;
import io.fixres.eval.process.WorkStoppedException;
import io.fixres.eval.work.WorkQueue;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Stores what is to be done and wakes the worker. The stored object is the event itself, create-only, so that the same
 * event twice is one piece of work. While the store does not answer it waits: an event that could be obeyed a minute
 * later is no dead letter.
 */
@Singleton
public final class EvaluationIntake {
    private static final Logger LOGGER = Logger.getLogger(EvaluationIntake.class);

    private final ObjectStore store;
    private final WorkQueue queue;
    private final StopSignal stop;
    private final Duration retryPause;

    public EvaluationIntake(
            ObjectStore store, WorkQueue queue, StopSignal stop, EvaluationConfiguration configuration) {
        this.store = store;
        this.queue = queue;
        this.stop = stop;
        this.retryPause = configuration.retryPause();
    }

    /**
     * Accepts an event; those that ask nothing of this service are passed over.
     *
     * @throws MalformedDocumentException if a field that is needed is missing or contradicts another
     * @throws IllegalArgumentException if the experiment's id breaks its rules
     * @throws WorkStoppedException if the process shuts down before the store answered
     */
    public void accept(Envelope<?> event) {
        FixresEvent data = event.data();
        if (data instanceof CheckpointSaved saved) {
            check(saved);
            accept(
                    ObjectKeys.pendingEvaluation(saved.experiment(), saved.phase(), saved.epoch(), saved.attempt()),
                    event);
        } else if (data instanceof ExperimentCompleted completed) {
            ExperimentId.check(completed.experiment());
            require(completed.evaluations() != null, "evaluations is missing: give the keys of all evaluations");
            accept(ObjectKeys.pendingRetention(completed.experiment(), completed.attempt()), event);
        }
    }

    private void accept(String key, Envelope<?> event) {
        byte[] content = EnvelopeCodec.write(event);
        while (true) {
            try {
                store.create(key, content);
                queue.add(key);
                return;
            } catch (StoreUnavailableException e) {
                LOGGER.warnf("waiting for the store to accept event %s: %s", event.id(), e.getMessage());
                pause();
            }
        }
    }

    private static void check(CheckpointSaved saved) {
        ExperimentId.check(saved.experiment());
        require(saved.evaluations() != null, "evaluations is missing: give a list, empty if nothing is to be scored");
        require(saved.dataset() != null, "dataset is missing: give the id of the dataset whose split is scored");
        require(saved.sha256() != null, "sha256 is missing: without it a damaged checkpoint cannot be told");
        String expected = ObjectKeys.checkpoint(saved.experiment(), saved.phase(), saved.epoch(), saved.attempt());
        require(
                expected.equals(saved.checkpoint()),
                "checkpoint is '" + saved.checkpoint() + "' but experiment, phase, epoch and attempt make it '"
                        + expected + "'");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new MalformedDocumentException(message, null);
        }
    }

    private void pause() {
        try {
            stop.await(retryPause);
            stop.check();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkStoppedException();
        }
    }
}

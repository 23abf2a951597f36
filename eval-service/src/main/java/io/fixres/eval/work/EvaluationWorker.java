package io.fixres.eval.work;

import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.configuration.EvaluationConfiguration;
import io.fixres.eval.process.StopSignal;
import io.fixres.eval.process.WorkStoppedException;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The one thread that scores, since a network's memory belongs to one thread. It takes accepted work in order; when idle
 * it looks into the store for work of others and takes the newest first, so that it meets a busy replica, which takes the
 * oldest first, in the middle. Two replicas may do the same work; what they store is create-only and equal.
 */
@Singleton
public final class EvaluationWorker implements Runnable {
    private static final Logger LOGGER = Logger.getLogger(EvaluationWorker.class);
    private static final int TRIES = 3;

    private final WorkQueue queue;
    private final AcceptedWork work;
    private final ObjectStore store;
    private final StopSignal stop;
    private final Duration rescanInterval;
    private final Duration retryPause;
    private final Map<String, Integer> failures = new HashMap<>();

    public EvaluationWorker(
            WorkQueue queue,
            AcceptedWork work,
            ObjectStore store,
            StopSignal stop,
            EvaluationConfiguration configuration) {
        this.queue = queue;
        this.work = work;
        this.store = store;
        this.stop = stop;
        this.rescanInterval = configuration.rescanInterval();
        this.retryPause = configuration.retryPause();
    }

    /** Works until the stop signal is given. */
    @Override
    public void run() {
        boolean rescan = true;
        while (!stop.given()) {
            try {
                if (rescan) {
                    takeUnfinished();
                }
                Optional<String> next = queue.take(rescanInterval);
                rescan = next.isEmpty();
                if (next.isPresent()) {
                    perform(next.get());
                }
            } catch (StoreUnavailableException e) {
                LOGGER.warnf("waiting for the store: %s", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Queues what the store holds: the evaluations newest first, then what waits for them. */
    public void takeUnfinished() {
        List<String> evaluations = new ArrayList<>(store.list(ObjectKeys.PENDING_EVALUATIONS));
        Collections.reverse(evaluations);
        evaluations.forEach(queue::add);
        store.list(ObjectKeys.PENDING_RETENTION).forEach(queue::add);
    }

    /** Does one piece of work; what fails for a reason that may pass is queued again. */
    public void perform(String key) {
        try {
            work.perform(key);
            failures.remove(key);
        } catch (WorkStoppedException e) {
            LOGGER.infof("%s: %s", key, e.getMessage());
        } catch (StoreUnavailableException | BrokerUnavailableException | UncheckedIOException e) {
            LOGGER.warnf("%s waits: %s", key, e.getMessage());
            queue.add(key);
            pause();
        } catch (RuntimeException e) {
            tryAgain(key, e);
        }
    }

    private void tryAgain(String key, RuntimeException reason) {
        if (failures.merge(key, 1, Integer::sum) < TRIES) {
            LOGGER.warnf(reason, "%s failed and is tried again", key);
            queue.add(key);
        } else {
            failures.remove(key);
            work.refuse(key, reason);
        }
    }

    private void pause() {
        try {
            stop.await(retryPause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

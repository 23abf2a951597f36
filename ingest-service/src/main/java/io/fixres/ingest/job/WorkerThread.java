package io.fixres.ingest.job;

import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.store.StoreUnavailableException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Runs the worker on a thread of its own until the process ends. */
public final class WorkerThread implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(WorkerThread.class);
    private static final Duration GRACE = Duration.ofSeconds(8);

    private final IngestWorker worker;
    private final WorkerTimes times;
    private final Shutdown shutdown = new Shutdown();
    private final Thread thread;

    /** Not started yet. */
    public WorkerThread(IngestWorker worker, WorkerTimes times) {
        this.worker = worker;
        this.times = times;
        this.thread = new Thread(this::run, "ingest-worker");
    }

    /** Begins with the jobs that are there: an earlier process may have left some. */
    public void start() {
        thread.start();
    }

    /** Whether it runs; an error such as exhausted memory ends it. */
    public boolean alive() {
        return thread.isAlive();
    }

    /** There is a new job. */
    public void wake() {
        shutdown.wake();
    }

    private void run() {
        while (!shutdown.requested()) {
            try {
                if (!worker.workOnce(shutdown)) {
                    shutdown.await(times.poll());
                }
            } catch (StoreUnavailableException | BrokerUnavailableException e) {
                LOGGER.warnf("waiting for store and broker: %s", e.getMessage());
                shutdown.await(times.pause());
            } catch (RuntimeException e) {
                LOGGER.error("the ingest worker failed and goes on", e);
                shutdown.await(times.pause());
            }
        }
    }

    @Override
    public void close() {
        shutdown.request();
        try {
            thread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            thread.interrupt();
        }
    }
}

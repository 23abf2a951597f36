package io.fixres.eval.work;

import io.fixres.eval.process.StopSignal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;

/** Starts the worker with the process and lets it leave its work in good order at the end. */
@ApplicationScoped
public class WorkerThread {
    /** A batch of the largest network on one slow core ends within this. */
    private static final long PATIENCE_MS = TimeUnit.SECONDS.toMillis(20);

    private final Thread thread;
    private final StopSignal stop;

    WorkerThread(EvaluationWorker worker, StopSignal stop) {
        this.thread = new Thread(worker, "evaluation-worker");
        this.stop = stop;
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.give();
        thread.join(PATIENCE_MS);
    }

    /** Whether work gets done: false after the thread died of an error. */
    public boolean alive() {
        return thread.isAlive();
    }
}

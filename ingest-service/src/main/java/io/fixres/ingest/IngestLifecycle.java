package io.fixres.ingest;

import io.fixres.ingest.job.WorkerThread;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts the worker with the service, and lets it give its job back when the service ends. */
@ApplicationScoped
public class IngestLifecycle {
    private final WorkerThread worker;

    IngestLifecycle(WorkerThread worker) {
        this.worker = worker;
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        worker.close();
    }
}

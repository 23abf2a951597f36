package io.fixres.eval.health;

import io.fixres.eval.work.WorkQueue;
import io.fixres.eval.work.WorkerThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive only while the worker thread is: a process that accepts and never scores must be started again. */
@Liveness
@ApplicationScoped
public class WorkerHealth implements HealthCheck {
    private final WorkerThread worker;
    private final WorkQueue queue;

    WorkerHealth(WorkerThread worker, WorkQueue queue) {
        this.worker = worker;
        this.queue = queue;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("evaluation worker")
                .status(worker.alive())
                .withData("queued", queue.size())
                .build();
    }
}

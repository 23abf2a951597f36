package io.fixres.ingest;

import io.fixres.ingest.job.WorkerThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive only while the worker is, so that a supervisor replaces a service that would accept jobs and do none. */
@Liveness
@ApplicationScoped
public class WorkerHealth implements HealthCheck {
    private final WorkerThread worker;

    WorkerHealth(WorkerThread worker) {
        this.worker = worker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("ingest worker").status(worker.alive()).build();
    }
}

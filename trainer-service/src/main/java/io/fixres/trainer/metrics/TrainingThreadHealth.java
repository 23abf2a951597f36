package io.fixres.trainer.metrics;

import io.fixres.trainer.run.TrainingThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive only while the thread that trains is. */
@Liveness
@ApplicationScoped
public class TrainingThreadHealth implements HealthCheck {
    private final TrainingThread thread;

    TrainingThreadHealth(TrainingThread thread) {
        this.thread = thread;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("training thread")
                .status(thread.alive())
                .build();
    }
}

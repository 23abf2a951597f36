package io.fixres.page.feed;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive only while events are read: a page that stands still must be started again. */
@Liveness
@ApplicationScoped
public class EventThreadHealth implements HealthCheck {
    private final EventThread thread;

    EventThreadHealth(EventThread thread) {
        this.thread = thread;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("events").status(thread.alive()).build();
    }
}

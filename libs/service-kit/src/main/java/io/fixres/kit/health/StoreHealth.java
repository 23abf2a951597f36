package io.fixres.kit.health;

import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the object store answers. */
@Readiness
@ApplicationScoped
public class StoreHealth implements HealthCheck {
    /** An object that need not exist: looking it up proves that the store answers and knows this user. */
    private static final String PROBE = "datasets/health";

    private final ObjectStore store;

    StoreHealth(ObjectStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            store.exists(PROBE);
            return HealthCheckResponse.up("object store");
        } catch (StoreUnavailableException e) {
            return HealthCheckResponse.named("object store")
                    .down()
                    .withData("reason", e.getMessage())
                    .build();
        }
    }
}

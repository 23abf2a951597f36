package io.fixres.kit.health;

import io.fixres.kit.configuration.KafkaClientProperties;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the broker answers. */
@Readiness
@ApplicationScoped
public class BrokerHealth implements HealthCheck {
    private static final int TIMEOUT_MS = 5_000;

    private final Admin admin;

    BrokerHealth(KafkaClientProperties kafka) {
        Map<String, Object> properties = new HashMap<>(kafka.values());
        properties.put("request.timeout.ms", TIMEOUT_MS);
        properties.put("default.api.timeout.ms", TIMEOUT_MS);
        this.admin = Admin.create(properties);
    }

    @Override
    public HealthCheckResponse call() {
        try {
            admin.describeCluster().clusterId().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            return HealthCheckResponse.up("broker");
        } catch (ExecutionException | TimeoutException e) {
            return down(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return down(e);
        }
    }

    private static HealthCheckResponse down(Exception e) {
        return HealthCheckResponse.named("broker")
                .down()
                .withData("reason", String.valueOf(e.getMessage()))
                .build();
    }

    @PreDestroy
    void close() {
        admin.close();
    }
}

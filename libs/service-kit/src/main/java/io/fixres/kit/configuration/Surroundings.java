package io.fixres.kit.configuration;

import io.fixres.contracts.topic.Topics;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.messaging.KafkaTopics;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Makes sure that topics and bucket exist before any channel subscribes; waits for a broker or store that is still
 * starting and gives up with its reason after two minutes, so that a supervisor starts the service again.
 */
@Startup(Interceptor.Priority.PLATFORM_BEFORE)
@ApplicationScoped
public class Surroundings {
    private static final Logger LOGGER = Logger.getLogger(Surroundings.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final KafkaClientProperties kafka;
    private final ObjectStore store;

    Surroundings(KafkaClientProperties kafka, ObjectStore store) {
        this.kafka = kafka;
        this.store = store;
    }

    @PostConstruct
    void ensure() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                KafkaTopics.ensure(kafka.values(), Topics.control());
                store.ensureBucket();
                return;
            } catch (BrokerUnavailableException | StoreUnavailableException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LOGGER.warnf("waiting for broker and store: %s", e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for broker and store", e);
        }
    }
}

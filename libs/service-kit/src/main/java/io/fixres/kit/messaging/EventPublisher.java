package io.fixres.kit.messaging;

import io.fixres.contracts.event.Envelope;
import java.util.List;

/** Publishes events; a call returns once the broker has acknowledged, so that what follows may rely on it. */
public interface EventPublisher {
    /**
     * Publishes one event to the topic of its type.
     *
     * @throws BrokerUnavailableException if the broker does not acknowledge
     */
    default void publish(Envelope<?> event) {
        publish(List.of(event));
    }

    /**
     * Publishes events in order; returns when all are acknowledged.
     *
     * @throws BrokerUnavailableException if the broker does not acknowledge one of them
     */
    void publish(List<? extends Envelope<?>> events);
}

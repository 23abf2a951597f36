package io.fixres.eval.messaging;

import io.fixres.contracts.event.Envelope;

/** Takes events that were accepted and acknowledged but cannot be obeyed after all. */
public interface DeadLetters {
    /**
     * Puts an event on the dead-letter topic of its topic and awaits the broker.
     *
     * @throws io.fixres.kit.messaging.BrokerUnavailableException if the broker does not acknowledge
     */
    void send(Envelope<?> event, RuntimeException reason);
}

package io.fixres.augment.messaging;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The channel {@code orders-in}: a record is acknowledged when its answer is, and dead-lettered when it has none. */
@ApplicationScoped
public class OrderChannel {
    private final OrderHandler handler;

    OrderChannel(OrderHandler handler) {
        this.handler = handler;
    }

    @Incoming("orders-in")
    @Blocking(value = "orders", ordered = false)
    void receive(byte[] value) {
        handler.handle(value);
    }
}

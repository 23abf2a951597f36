package io.fixres.trainer.orders;

import io.fixres.contracts.event.BatchOrdered;

/** Sends orders without waiting: one that is lost is asked again after its deadline. */
@FunctionalInterface
public interface OrderSender {
    /** Sends to a partition of the topic of orders. */
    void send(BatchOrdered order, int partition);
}

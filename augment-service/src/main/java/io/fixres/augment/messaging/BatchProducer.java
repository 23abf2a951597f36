package io.fixres.augment.messaging;

import io.fixres.contracts.event.BatchOrdered;
import java.util.List;

/** Sends the records that answer an order to the partition that it names. */
public interface BatchProducer {
    /**
     * Returns once the broker has acknowledged all of them.
     *
     * @param values values of the records, see {@code BatchRecordFormat}
     * @throws io.fixres.kit.messaging.BrokerUnavailableException if it does not
     */
    void send(BatchOrdered order, List<byte[]> values);
}

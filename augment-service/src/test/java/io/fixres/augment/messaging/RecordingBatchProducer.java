package io.fixres.augment.messaging;

import io.fixres.contracts.event.BatchOrdered;
import io.fixres.kit.messaging.BrokerUnavailableException;
import java.util.ArrayList;
import java.util.List;

/** A fake producer that keeps the values, and can be away for a number of calls. */
final class RecordingBatchProducer implements BatchProducer {
    final List<byte[]> values = new ArrayList<>();
    int failures;

    @Override
    public void send(BatchOrdered order, List<byte[]> sent) {
        if (failures > 0) {
            failures--;
            throw new BrokerUnavailableException("the fake broker is away", null);
        }
        sent.forEach(value -> values.add(value.clone())); // the arrays are used again
    }
}

package io.fixres.kit.messaging;

import io.fixres.contracts.event.BatchOrdered;
import io.fixres.contracts.event.DatasetReady;
import io.fixres.contracts.event.DatasetRejected;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.event.FixresEvent;
import io.fixres.contracts.event.TrainingEvent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Which topic and key an event has. */
public final class EventRouting {
    private EventRouting() {}

    /** The record of an event. */
    public static ProducerRecord<byte[], byte[]> record(Envelope<?> event) {
        return new ProducerRecord<>(
                event.type().topic(), key(event).getBytes(StandardCharsets.UTF_8), EnvelopeCodec.write(event));
    }

    /** The key: what the event is about. */
    public static String key(Envelope<?> event) {
        FixresEvent data = event.data();
        if (data instanceof ExperimentRequested request) {
            return request.experiment().orElse(event.id());
        } else if (data instanceof ExperimentCancelled cancelled) {
            return cancelled.experiment();
        } else if (data instanceof DatasetReady ready) {
            return ready.dataset();
        } else if (data instanceof DatasetRejected rejected) {
            return rejected.source();
        } else if (data instanceof BatchOrdered order) {
            return String.valueOf(order.lane());
        } else if (data instanceof TrainingEvent training) {
            return training.experiment();
        } else if (data instanceof EvaluationCompleted evaluation) {
            return evaluation.experiment();
        }
        throw new IllegalStateException("no key for " + data.getClass());
    }
}

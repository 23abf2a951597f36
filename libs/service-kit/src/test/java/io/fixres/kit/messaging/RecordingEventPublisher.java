package io.fixres.kit.messaging;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.event.FixresEvent;
import java.util.ArrayList;
import java.util.List;

/** A fake publisher that keeps what was published, after a trip through the wire format. */
public final class RecordingEventPublisher implements EventPublisher {
    private final List<Envelope<?>> published = new ArrayList<>();
    private boolean available = true;

    /** From now on every call fails, or works again. */
    public synchronized void available(boolean value) {
        available = value;
    }

    @Override
    public synchronized void publish(List<? extends Envelope<?>> events) {
        if (!available) {
            throw new BrokerUnavailableException("the fake broker was switched off", null);
        }
        events.forEach(event -> published.add(EnvelopeCodec.read(EnvelopeCodec.write(event))));
    }

    /** All envelopes so far. */
    public synchronized List<Envelope<?>> published() {
        return List.copyOf(published);
    }

    /** The data of all events of a type so far. */
    public synchronized <T extends FixresEvent> List<T> published(Class<T> type) {
        return published.stream()
                .map(Envelope::data)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}

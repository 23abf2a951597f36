package io.fixres.kit.metrics;

import io.fixres.contracts.event.Envelope;
import io.fixres.kit.messaging.EventPublisher;
import java.util.List;

/** An {@link EventPublisher} that counts what the broker has acknowledged. */
public final class CountedEventPublisher implements EventPublisher, AutoCloseable {
    private final EventPublisher publisher;
    private final PublishedEventMeters meters;

    /** Around a publisher, which is closed with this one if it can be. */
    public CountedEventPublisher(EventPublisher publisher, PublishedEventMeters meters) {
        this.publisher = publisher;
        this.meters = meters;
    }

    @Override
    public void publish(List<? extends Envelope<?>> events) {
        publisher.publish(events);
        events.forEach(event -> meters.published(event.type()));
    }

    @Override
    public void close() throws Exception {
        if (publisher instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}

package io.fixres.kit.metrics;

import io.fixres.contracts.event.EventType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts the events that the broker has acknowledged, by type. */
public final class PublishedEventMeters {
    public static final String NAME = "fixres.published.events";

    private final Map<EventType, Counter> counters = new EnumMap<>(EventType.class);

    /** One meter for each type, there from the start. */
    public PublishedEventMeters(MeterRegistry registry) {
        for (EventType type : EventType.values()) {
            counters.put(
                    type,
                    Counter.builder(NAME)
                            .baseUnit("events")
                            .description("events that the broker has acknowledged")
                            .tag("type", type.type())
                            .register(registry));
        }
    }

    /** The broker has acknowledged an event. */
    public void published(EventType type) {
        counters.get(type).increment();
    }
}

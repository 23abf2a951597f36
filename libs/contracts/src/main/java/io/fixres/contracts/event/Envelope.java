package io.fixres.contracts.event;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A CloudEvents 1.0 envelope.
 *
 * @param id idempotency key of the event
 * @param source who says it, such as {@code /fixres/trainer-service}
 * @param time when it was said
 * @param subject what it is about: an experiment or dataset id
 * @param extensions further attributes, such as those of {@link TraceContext}
 * @param data the event itself
 */
public record Envelope<T extends FixresEvent>(
        String id, String source, Instant time, String subject, Map<String, String> extensions, T data) {
    /** Refuses an envelope without id or data. */
    public Envelope {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(data, "data");
        extensions = extensions == null ? Map.of() : Map.copyOf(extensions);
    }

    /** The type of the data. */
    public EventType type() {
        return EventType.of(data);
    }
}

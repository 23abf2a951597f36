package io.fixres.kit.messaging;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.FixresEvent;
import io.fixres.contracts.event.TraceContext;
import io.fixres.kit.tracing.Traces;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Makes envelopes. */
public final class Envelopes {
    private Envelopes() {}

    /**
     * An envelope said now; it carries on the trace that this thread works in, if any.
     *
     * @param source who says it, such as {@code /fixres/trainer-service}
     * @param subject id of what it is about
     * @param id idempotency key, see {@code Digests.eventId}
     */
    public static <T extends FixresEvent> Envelope<T> of(String source, String subject, String id, T data) {
        Map<String, String> extensions =
                Traces.current().map(TraceContext::extensions).orElse(Map.of());
        return new Envelope<>(id, source, Instant.now().truncatedTo(ChronoUnit.MILLIS), subject, extensions, data);
    }
}

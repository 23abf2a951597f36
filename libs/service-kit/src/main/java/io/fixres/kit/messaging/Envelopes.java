package io.fixres.kit.messaging;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.FixresEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Makes envelopes. */
public final class Envelopes {
    private Envelopes() {}

    /**
     * An envelope said now.
     *
     * @param source who says it, such as {@code /fixres/trainer-service}
     * @param subject id of what it is about
     * @param id idempotency key, see {@code Digests.eventId}
     */
    public static <T extends FixresEvent> Envelope<T> of(String source, String subject, String id, T data) {
        return new Envelope<>(id, source, Instant.now().truncatedTo(ChronoUnit.MILLIS), subject, Map.of(), data);
    }
}

package io.fixres.ingest;

import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.DatasetManifest.Shard;
import io.fixres.contracts.dataset.DatasetManifest.SplitSize;
import io.fixres.ingest.image.RejectionReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The meters of this service.
 *
 * <ul>
 *   <li>{@code fixres.ingest.images.stored}: images in datasets that were assembled
 *   <li>{@code fixres.ingest.images.rejected}, label {@code reason}: entries left out
 *   <li>{@code fixres.ingest.bytes}: bytes of shards
 *   <li>{@code fixres.ingest.duration}, label {@code outcome} (ready, rejected, interrupted): time of one attempt
 * </ul>
 */
public final class IngestMeters {
    /** How an attempt ended. */
    public enum Outcome {
        READY,
        REJECTED,
        INTERRUPTED
    }

    private final Counter stored;
    private final Counter bytes;
    private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);
    private final Map<Outcome, Timer> durations = new EnumMap<>(Outcome.class);

    /** Registers all of them, so that a dashboard shows zeros before the first ingest. */
    public IngestMeters(MeterRegistry registry) {
        stored = Counter.builder("fixres.ingest.images.stored")
                .description("images in datasets that were assembled")
                .register(registry);
        bytes = Counter.builder("fixres.ingest.bytes")
                .description("bytes of shards")
                .baseUnit("bytes")
                .register(registry);
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(
                    reason,
                    Counter.builder("fixres.ingest.images.rejected")
                            .description("entries of sources that were left out")
                            .tag("reason", reason.id())
                            .register(registry));
        }
        for (Outcome outcome : Outcome.values()) {
            durations.put(
                    outcome,
                    Timer.builder("fixres.ingest.duration")
                            .description("time of one ingest attempt")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void stored(DatasetManifest manifest) {
        stored.increment((double)
                manifest.splits().stream().mapToLong(SplitSize::samples).sum());
        bytes.increment(
                (double) manifest.shards().stream().mapToLong(Shard::bytes).sum());
    }

    void rejected(Map<RejectionReason, Long> counts) {
        counts.forEach((reason, count) -> rejected.get(reason).increment(count));
    }

    /** An attempt ended. */
    public void finished(Outcome outcome, Duration duration) {
        durations.get(outcome).record(duration);
    }
}

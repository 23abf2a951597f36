package io.fixres.ingest;

import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.DatasetManifest.Shard;
import io.fixres.contracts.dataset.DatasetManifest.SplitSize;
import io.fixres.contracts.topic.Topics;
import io.fixres.ingest.image.RejectionReason;
import io.fixres.kit.metrics.DeadLetterCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The meters of this service. {@code docs/operations.md} lists them, and a test holds the list to this class.
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
    private final DeadLetterCounter deadLetters;
    private final Map<Outcome, Timer> durations = new EnumMap<>(Outcome.class);

    /** Registers all of them, so that a dashboard shows zeros before the first ingest. */
    public IngestMeters(MeterRegistry registry) {
        stored = Counter.builder("fixres.ingest.stored.images")
                .baseUnit("images")
                .description("images in datasets that were assembled")
                .register(registry);
        bytes = Counter.builder("fixres.ingest.bytes")
                .description("bytes of shards")
                .baseUnit("bytes")
                .register(registry);
        deadLetters = new DeadLetterCounter(registry, Topics.EXPERIMENTS);
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(
                    reason,
                    Counter.builder("fixres.ingest.rejected.entries")
                            .baseUnit("entries")
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

    /** A request was handed to the dead letters. */
    public void deadLetter() {
        deadLetters.refused(Topics.EXPERIMENTS);
    }

    /** An attempt ended. */
    public void finished(Outcome outcome, Duration duration) {
        durations.get(outcome).record(duration);
    }
}

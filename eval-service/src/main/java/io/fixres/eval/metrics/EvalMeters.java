package io.fixres.eval.metrics;

import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.topic.Topics;
import io.fixres.eval.work.WorkQueue;
import io.fixres.kit.metrics.DeadLetterCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * All meters of this service. {@code docs/operations.md} lists them, and a test holds the list to this class. A recipe may
 * evaluate at any resolution, so that label has a bound: each further resolution counts as {@value #OTHER}.
 */
@Singleton
public final class EvalMeters {
    /** The resolution of all that come after the first {@value #MOST_RESOLUTIONS}. */
    public static final String OTHER = "other";

    /** Values of the label resolution at most, beside {@value #OTHER}. */
    public static final int MOST_RESOLUTIONS = 32;

    private static final String RESOLUTION = "resolution";
    private static final String OUTCOME = "outcome";

    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter repeated;
    private final Counter refused;
    private final DeadLetterCounter deadLetters;
    private final Set<String> resolutions = new HashSet<>();
    private final Map<String, Newest> newest = new ConcurrentHashMap<>();

    public EvalMeters(MeterRegistry registry, WorkQueue queue) {
        this.registry = registry;
        this.stored = outcome("stored");
        this.repeated = outcome("repeated");
        this.refused = outcome("refused");
        this.deadLetters = new DeadLetterCounter(registry, Topics.TRAINING);
        Gauge.builder("fixres.eval.queued.checkpoints", queue, WorkQueue::size)
                .baseUnit("checkpoints")
                .description("checkpoints accepted and waiting in this process")
                .register(registry);
    }

    /** A result was stored. */
    public void stored(EvaluationResult result) {
        stored.increment();
        String resolution = resolution(result.resolution());
        Newest gauges = newest.computeIfAbsent(resolution, this::gauges);
        gauges.accuracy = result.top1();
        gauges.loss = result.loss();
        Timer.builder("fixres.eval.duration")
                .description("time that one evaluation took")
                .tag(RESOLUTION, resolution)
                .register(registry)
                .record((long) (result.seconds() * TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
    }

    /** A result that was stored before was announced again. */
    public void repeated() {
        repeated.increment();
    }

    /** An event became a dead letter. */
    public void refused() {
        refused.increment();
        deadLetters.refused(Topics.TRAINING);
    }

    /** Images went through a network. */
    public void scored(int resolution, int images) {
        Counter.builder("fixres.eval.images")
                .baseUnit("images")
                .description("images scored")
                .tag(RESOLUTION, resolution(resolution))
                .register(registry)
                .increment(images);
    }

    private synchronized String resolution(int pixels) {
        String value = String.valueOf(pixels);
        if (resolutions.size() < MOST_RESOLUTIONS) {
            resolutions.add(value);
        }
        return resolutions.contains(value) ? value : OTHER;
    }

    private Counter outcome(String outcome) {
        return Counter.builder("fixres.eval.evaluations")
                .baseUnit("evaluations")
                .description("evaluations by what came of them")
                .tag(OUTCOME, outcome)
                .register(registry);
    }

    private Newest gauges(String resolution) {
        Newest values = new Newest();
        Gauge.builder("fixres.eval.accuracy", values, v -> v.accuracy)
                .description("top-1 of the newest result, 0 to 1")
                .tag(RESOLUTION, resolution)
                .register(registry);
        Gauge.builder("fixres.eval.loss", values, v -> v.loss)
                .baseUnit("nats")
                .description("mean cross-entropy of the newest result")
                .tag(RESOLUTION, resolution)
                .register(registry);
        return values;
    }

    /** What the gauges show. */
    private static final class Newest {
        private volatile double accuracy;
        private volatile double loss;
    }
}

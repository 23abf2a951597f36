package io.fixres.eval.metrics;

import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.eval.work.WorkQueue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * All meters of this service.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>labels</th><th>meaning</th></tr>
 * <tr><td>fixres.eval.accuracy</td><td>resolution</td><td>top-1 of the newest result, 0 to 1</td></tr>
 * <tr><td>fixres.eval.loss</td><td>resolution</td><td>mean cross-entropy of the newest result in nats</td></tr>
 * <tr><td>fixres.eval.duration (seconds)</td><td>resolution</td><td>time that one evaluation took</td></tr>
 * <tr><td>fixres.eval.images</td><td>resolution</td><td>images scored</td></tr>
 * <tr><td>fixres.eval.evaluations</td><td>outcome: stored, repeated, refused</td><td>evaluations by what came of them; refused
 * counts events</td></tr>
 * <tr><td>fixres.eval.queued</td><td></td><td>accepted pieces of work that wait in this process</td></tr>
 * </table>
 */
@Singleton
public final class EvalMeters {
    private static final String RESOLUTION = "resolution";
    private static final String OUTCOME = "outcome";

    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter repeated;
    private final Counter refused;
    private final Map<Integer, Newest> newest = new ConcurrentHashMap<>();

    public EvalMeters(MeterRegistry registry, WorkQueue queue) {
        this.registry = registry;
        this.stored = outcome("stored");
        this.repeated = outcome("repeated");
        this.refused = outcome("refused");
        Gauge.builder("fixres.eval.queued", queue, WorkQueue::size)
                .description("accepted pieces of work that wait in this process")
                .register(registry);
    }

    /** A result was stored. */
    public void stored(EvaluationResult result) {
        stored.increment();
        Newest gauges = newest.computeIfAbsent(result.resolution(), this::gauges);
        gauges.accuracy = result.top1();
        gauges.loss = result.loss();
        Timer.builder("fixres.eval.duration")
                .description("time that one evaluation took")
                .tag(RESOLUTION, String.valueOf(result.resolution()))
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
    }

    /** Images went through a network. */
    public void scored(int resolution, int images) {
        Counter.builder("fixres.eval.images")
                .description("images scored")
                .tag(RESOLUTION, String.valueOf(resolution))
                .register(registry)
                .increment(images);
    }

    private Counter outcome(String outcome) {
        return Counter.builder("fixres.eval.evaluations")
                .description("evaluations by what came of them")
                .tag(OUTCOME, outcome)
                .register(registry);
    }

    private Newest gauges(int resolution) {
        Newest values = new Newest();
        Gauge.builder("fixres.eval.accuracy", values, v -> v.accuracy)
                .description("top-1 of the newest result")
                .tag(RESOLUTION, String.valueOf(resolution))
                .register(registry);
        Gauge.builder("fixres.eval.loss", values, v -> v.loss)
                .description("mean cross-entropy of the newest result in nats")
                .tag(RESOLUTION, String.valueOf(resolution))
                .register(registry);
        return values;
    }

    /** What the gauges show. */
    private static final class Newest {
        private volatile double accuracy;
        private volatile double loss;
    }
}

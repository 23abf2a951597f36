package io.fixres.page.configuration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** All meters of this service. */
@Singleton
public final class PageMeters {
    private static final String OUTCOME = "outcome";

    private final AtomicInteger streams = new AtomicInteger();
    private final Counter events;
    private final Counter accepted;
    private final Counter refused;
    private final Counter pictures;
    private final Timer snapshots;

    public PageMeters(MeterRegistry registry) {
        Gauge.builder("fixres.page.streams", streams, AtomicInteger::get)
                .baseUnit("streams")
                .description("pages that are open and hear of news")
                .register(registry);
        this.events = Counter.builder("fixres.page.events")
                .baseUnit("events")
                .description("events read from the control topics")
                .register(registry);
        this.accepted = requests(registry, "accepted");
        this.refused = requests(registry, "refused");
        this.pictures = Counter.builder("fixres.page.pictures")
                .baseUnit("pictures")
                .description("pictures kept of phases as the trainer got them")
                .register(registry);
        this.snapshots = Timer.builder("fixres.page.snapshot")
                .description("time to read what a page shows of one experiment")
                .register(registry);
    }

    private static Counter requests(MeterRegistry registry, String outcome) {
        return Counter.builder("fixres.page.requests")
                .baseUnit("requests")
                .description("experiments asked for, cancelled or resumed from the page")
                .tag(OUTCOME, outcome)
                .register(registry);
    }

    /** A page began to listen. */
    public void streamOpened() {
        streams.incrementAndGet();
    }

    /** A page has gone. */
    public void streamClosed() {
        streams.decrementAndGet();
    }

    /** Events were read. */
    public void events(int count) {
        events.increment(count);
    }

    /** A request was published. */
    public void accepted() {
        accepted.increment();
    }

    /** A request could not be obeyed. */
    public void refused() {
        refused.increment();
    }

    /** Pictures of a phase were kept. */
    public void pictures(int count) {
        pictures.increment(count);
    }

    /** Times the reading of a snapshot. */
    public <T> T snapshot(Supplier<T> read) {
        return snapshots.record(read);
    }
}

package io.fixres.augment;

import io.fixres.contracts.topic.Topics;
import io.fixres.kit.metrics.DeadLetterCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Every meter of this service; there from the start, so that rates begin at zero. */
@Startup
@Singleton
public class AugmentMeters {
    /** What became of an order. */
    public enum Outcome {
        ANSWERED,
        LATE,
        REFUSED
    }

    /** Where the bytes of an image were read. */
    public enum Source {
        DISK,
        STORE
    }

    private final MeterRegistry registry;
    private final Counter images;
    private final Counter records;
    private final Counter recordBytes;
    private final Counter hits;
    private final Counter misses;
    private final Timer decode;
    private final DeadLetterCounter deadLetters;
    private final AtomicLong cachedBytes = new AtomicLong();

    /** Registers them all, so that each is there from the start. */
    public AugmentMeters(MeterRegistry registry) {
        this.registry = registry;
        this.images = counter("images", "images transformed and sent");
        this.records = counter("records", "batch records that the broker has acknowledged");
        this.recordBytes = Counter.builder("fixres.augment.record.bytes")
                .baseUnit("bytes")
                .description("bytes of batch records that the broker has acknowledged")
                .register(registry);
        this.hits = cache("hit");
        this.misses = cache("miss");
        this.decode = Timer.builder("fixres.augment.decode")
                .description("time to read and decode one image")
                .register(registry);
        Gauge.builder("fixres.augment.cache.size", cachedBytes, AtomicLong::get)
                .baseUnit("bytes")
                .description("decoded images in memory, off the heap")
                .register(registry);
        this.deadLetters = new DeadLetterCounter(registry, Topics.ORDERS);
        for (Outcome outcome : Outcome.values()) {
            orders(outcome);
        }
        for (Source source : Source.values()) {
            reads(source);
        }
    }

    /** An order was handled. */
    public void order(Outcome outcome) {
        orders(outcome).increment();
        if (outcome == Outcome.REFUSED) {
            deadLetters.refused(Topics.ORDERS);
        }
    }

    /** The bytes of an image were read to be decoded. */
    public void imageRead(Source source) {
        reads(source).increment();
    }

    /** A record was acknowledged. */
    public void record(int imagesInRecord, int bytes) {
        records.increment();
        images.increment(imagesInRecord);
        recordBytes.increment(bytes);
    }

    /** A decoded image was found in memory. */
    public void cacheHit() {
        hits.increment();
    }

    /** A decoded image was not in memory and took so long to make. */
    public void decoded(long nanos) {
        misses.increment();
        decode.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Bytes of decoded images held now. */
    public void cached(long bytes) {
        cachedBytes.set(bytes);
    }

    private Counter orders(Outcome outcome) {
        return Counter.builder("fixres.augment.orders")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .baseUnit("orders")
                .description("orders handled")
                .register(registry);
    }

    private Counter reads(Source source) {
        return Counter.builder("fixres.augment.image.reads")
                .baseUnit("reads")
                .tag("source", source.name().toLowerCase(Locale.ROOT))
                .description("encoded images read, from the disk or by a range request to the store")
                .register(registry);
    }

    private Counter cache(String result) {
        return Counter.builder("fixres.augment.cache.requests")
                .tag("result", result)
                .baseUnit("requests")
                .description("images looked up in the cache of decoded images")
                .register(registry);
    }

    private Counter counter(String unit, String description) {
        return Counter.builder("fixres.augment." + unit)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }
}

package io.fixres.augment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Locale;
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
    private final AtomicLong cachedBytes = new AtomicLong();

    /** Registers them all, so that each is there from the start. */
    public AugmentMeters(MeterRegistry registry) {
        this.registry = registry;
        this.images = counter("fixres.augment.images", "Images transformed and sent");
        this.records = counter("fixres.augment.records", "Batch records acknowledged by the broker");
        this.recordBytes = Counter.builder("fixres.augment.record.bytes")
                .baseUnit("bytes")
                .description("Bytes of batch records acknowledged by the broker")
                .register(registry);
        this.hits = cache("hit");
        this.misses = cache("miss");
        this.decode = Timer.builder("fixres.augment.decode")
                .description("Time to read and decode one image")
                .register(registry);
        Gauge.builder("fixres.augment.cache.size", cachedBytes, AtomicLong::get)
                .baseUnit("bytes")
                .description("Decoded images held in memory")
                .register(registry);
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
        decode.record(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    /** Bytes of decoded images held now. */
    public void cached(long bytes) {
        cachedBytes.set(bytes);
    }

    private Counter orders(Outcome outcome) {
        return Counter.builder("fixres.augment.orders")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .description("Orders handled, by outcome")
                .register(registry);
    }

    private Counter reads(Source source) {
        return Counter.builder("fixres.augment.image.reads")
                .tag("source", source.name().toLowerCase(Locale.ROOT))
                .description("Encoded images read, from the disk or by a range request to the store")
                .register(registry);
    }

    private Counter cache(String result) {
        return Counter.builder("fixres.augment.cache.requests")
                .tag("result", result)
                .description("Look-ups of decoded images, by result")
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}

package io.fixres.trainer.assembly;

import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.orders.HeldImages;
import io.fixres.trainer.orders.OrderAddress;
import io.fixres.trainer.orders.OrderBook;
import io.fixres.trainer.orders.PhasePlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A feed with a fake augmenter and a clock that tests move. */
final class FeedFixture {
    static final int CLASSES = 5;
    static final Duration DEADLINE = Duration.ofSeconds(10);

    final AtomicLong nanos = new AtomicLong();
    final FakeAugmenter augmenter = new FakeAugmenter(CLASSES);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final BatchFeed feed;

    FeedFixture(PhasePlan plan, long windowBytes, int lanes) {
        this(plan, windowBytes, lanes, HeldImages.NONE);
    }

    FeedFixture(PhasePlan plan, long windowBytes, int lanes, HeldImages held) {
        TrainerMeters meters = new TrainerMeters(registry);
        OrderAddress address = new OrderAddress("e", 1, "ds", lanes, "fixres.batches.8", 0);
        OrderBook orders = new OrderBook(plan, address, DEADLINE, augmenter, nanos::get, meters);
        feed = new BatchFeed(plan, CLASSES, new FeedWindow(windowBytes, lanes), 0, 0, orders, held, meters);
    }

    double count(String meter) {
        return registry.get(meter).counter().count();
    }
}

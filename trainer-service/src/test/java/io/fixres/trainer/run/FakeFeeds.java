package io.fixres.trainer.run;

import io.fixres.contracts.event.BatchOrdered;
import io.fixres.trainer.assembly.Batch;
import io.fixres.trainer.assembly.BatchFeed;
import io.fixres.trainer.assembly.FakeAugmenter;
import io.fixres.trainer.assembly.FeedWindow;
import io.fixres.trainer.lease.RunState;
import io.fixres.trainer.lease.StopSignal;
import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.orders.HeldImages;
import io.fixres.trainer.orders.OrderAddress;
import io.fixres.trainer.orders.OrderBook;
import io.fixres.trainer.orders.PhasePlan;
import java.time.Duration;
import java.util.Optional;

/** The real feed with a fake augmenter that answers when a batch is asked for. */
record FakeFeeds(TrainerMeters meters) implements DataFeeds {
    private static final int LANES = 3;

    @Override
    public Feed open(
            RunState state, PhasePlan plan, int classes, int epoch, long position, HeldImages held, StopSignal signal) {
        FakeAugmenter augmenter = new FakeAugmenter(classes);
        String experiment = state.current().experiment();
        OrderAddress address = new OrderAddress(experiment, state.attempt(), "ds-1", LANES, "fixres.batches.8", 0);
        OrderBook orders = new OrderBook(plan, address, Duration.ofSeconds(10), augmenter, System::nanoTime, meters);
        BatchFeed feed =
                new BatchFeed(plan, classes, new FeedWindow(4_000, LANES), epoch, position, orders, held, meters);
        return new FakeFeed(feed, augmenter);
    }

    private record FakeFeed(BatchFeed feed, FakeAugmenter augmenter) implements Feed {
        @Override
        public Optional<Batch> next(Duration patience) throws InterruptedException {
            feed.tick();
            for (BatchOrdered order : augmenter.takeWaiting()) {
                feed.accept(augmenter.answer(order));
            }
            return feed.next(patience);
        }

        @Override
        public void release(Batch batch) {
            feed.release(batch);
        }

        @Override
        public void close() {
            augmenter.takeWaiting();
        }
    }
}

package io.fixres.trainer.run;

import io.fixres.trainer.assembly.Batch;
import io.fixres.trainer.lease.RunState;
import io.fixres.trainer.lease.StopSignal;
import io.fixres.trainer.orders.HeldImages;
import io.fixres.trainer.orders.PhasePlan;
import java.time.Duration;
import java.util.Optional;

/** Where the batches of a phase come from. */
public interface DataFeeds {
    /**
     * Opens the feed of a phase from a position on.
     *
     * @param classes number of classes
     * @param epoch from 0
     * @param position multiple of the batch size
     * @param held images that need not be ordered
     */
    Feed open(
            RunState state, PhasePlan plan, int classes, int epoch, long position, HeldImages held, StopSignal signal);

    /** Batches in order of position. */
    interface Feed extends AutoCloseable {
        /** The next batch, empty if it is not whole within the time given. */
        Optional<Batch> next(Duration patience) throws InterruptedException;

        /** The batch is trained on. */
        void release(Batch batch);

        @Override
        void close();
    }
}

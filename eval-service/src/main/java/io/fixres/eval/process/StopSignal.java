package io.fixres.eval.process;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says once, and for good, that the process shuts down. */
@Singleton
public final class StopSignal {
    private final CountDownLatch latch = new CountDownLatch(1);

    /** Gives the signal. */
    public void give() {
        latch.countDown();
    }

    /** Whether it was given. */
    public boolean given() {
        return latch.getCount() == 0;
    }

    /** Waits for the signal; false if it did not come within the time. */
    public boolean await(Duration patience) throws InterruptedException {
        return latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Leaves long work at a place where it can be left.
     *
     * @throws WorkStoppedException if the signal was given
     */
    public void check() {
        if (given()) {
            throw new WorkStoppedException();
        }
    }
}

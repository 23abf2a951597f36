package io.fixres.ingest.job;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Tells a thread that works or waits that the process ends, or that there is work. */
public final class Shutdown {
    private boolean requested;
    private boolean woken;

    /** The process ends. */
    public synchronized void request() {
        requested = true;
        notifyAll();
    }

    /** Ends one wait early. */
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Whether the process ends. */
    public synchronized boolean requested() {
        return requested;
    }

    /** Waits, or less if woken or the process ends. */
    public synchronized void await(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        try {
            while (!requested && !woken) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    break;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            requested = true;
        }
        woken = false;
    }
}

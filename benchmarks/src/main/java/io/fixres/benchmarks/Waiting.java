package io.fixres.benchmarks;

import java.util.concurrent.Callable;

/** Waits for what other processes do. */
final class Waiting {
    private static final long PAUSE_MS = 200;

    private Waiting() {}

    /**
     * Returns once it holds.
     *
     * @throws IllegalStateException if it does not within so many seconds, or cannot be looked at
     */
    static void until(String what, long seconds, Callable<Boolean> condition) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try {
            while (!condition.call()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("waited " + seconds + " s in vain: " + what);
                }
                Thread.sleep(PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting: " + what, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot wait: " + what, e);
        }
    }
}

package io.fixres.augment.batch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** A task for 0 to n - 1 that any number of threads take part in. */
final class IndexedWork {
    private final int n;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch left;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    IndexedWork(int n, IntConsumer task) {
        this.n = n;
        this.task = task;
        this.left = new CountDownLatch(n);
    }

    /** Takes one index after the other until none is left; after a failure they are only counted. */
    void run() {
        for (int i = next.getAndIncrement(); i < n; i = next.getAndIncrement()) {
            try {
                if (failure.get() == null) {
                    task.accept(i);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                left.countDown();
            }
        }
    }

    /** Returns when all are done; the first failure is thrown. */
    void await() {
        try {
            left.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while images are made", e);
        }
        Throwable first = failure.get();
        if (first instanceof RuntimeException exception) {
            throw exception;
        } else if (first instanceof Error error) {
            throw error;
        }
    }
}

package io.fixres.augment.batch;

import io.fixres.augment.AugmentConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

/**
 * The threads that decode and transform. Whoever asks works too, and is helped only by threads that have nothing to do: as
 * long as there are as many orders as processors, each order is made by one thread and none waits for another.
 */
@Singleton
public class ImageWorkers {
    private final int threads;
    private final Semaphore working;
    private final ExecutorService helpers;

    @Inject
    ImageWorkers(AugmentConfiguration configuration) {
        this(
                configuration.threads() > 0
                        ? configuration.threads()
                        : Runtime.getRuntime().availableProcessors());
    }

    /** So many threads at work at once, the callers' included. */
    public ImageWorkers(int threads) {
        this.threads = threads;
        this.working = new Semaphore(threads);
        this.helpers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "images");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs a task for 0 to n - 1 and returns when all are done; the first failure is thrown. */
    public void forEach(int n, IntConsumer task) {
        IndexedWork work = new IndexedWork(n, task);
        try {
            working.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while images wait to be made", e);
        }
        try {
            for (int i = 1; i < Math.min(threads, n) && working.tryAcquire(); i++) {
                helpers.execute(() -> {
                    try {
                        work.run();
                    } finally {
                        working.release();
                    }
                });
            }
            work.run();
        } finally {
            working.release();
        }
        work.await();
    }

    @PreDestroy
    void close() {
        helpers.shutdown();
    }
}

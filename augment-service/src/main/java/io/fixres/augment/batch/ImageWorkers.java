package io.fixres.augment.batch;

import io.fixres.augment.AugmentConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The threads that decode and transform. */
@Singleton
public class ImageWorkers {
    private final ForkJoinPool pool;

    @Inject
    ImageWorkers(AugmentConfiguration configuration) {
        this(
                configuration.threads() > 0
                        ? configuration.threads()
                        : Runtime.getRuntime().availableProcessors());
    }

    /** So many threads. */
    public ImageWorkers(int threads) {
        this.pool = new ForkJoinPool(threads);
    }

    /** Runs a task for 0 to n - 1 and returns when all are done; the first failure is thrown. */
    public void forEach(int n, IntConsumer task) {
        try {
            pool.submit(() -> IntStream.range(0, n).parallel().forEach(task)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while images are made", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("cannot make images: " + e.getCause(), e.getCause());
        }
    }

    @PreDestroy
    void close() {
        pool.shutdown();
    }
}

package io.fixres.benchmarks;

import io.fixres.augment.AugmentMeters;
import io.fixres.augment.batch.BatchAssembler;
import io.fixres.augment.batch.ImageWorkers;
import io.fixres.augment.batch.RecordValues;
import io.fixres.augment.dataset.DecodedImages;
import io.fixres.augment.dataset.DiskCache;
import io.fixres.augment.dataset.EncodedImages;
import io.fixres.augment.dataset.SplitIndex;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.event.BatchOrdered;
import io.fixres.contracts.format.BatchRecordFormat;
import io.fixres.contracts.sampling.Shuffle;
import io.fixres.contracts.transform.TransformSpec;
import io.fixres.contracts.transform.TransformStep;
import io.fixres.kit.store.ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** The augmenter's own classes from an order to the value of a record, without Kafka, on all processors. */
final class InProcess implements AutoCloseable {
    private static final long DISK_BYTES = 4L << 30;

    private final String dataset;
    private final SplitIndex index;
    private final BatchAssembler assembler;
    private final ImageWorkers workers;
    private final RecordValues values = new RecordValues();
    private final ExecutorService callers;
    private final int threads;
    private final List<TransformStep> transform;
    private final int resolution;
    private final AtomicLong next = new AtomicLong();

    InProcess(
            ObjectStore store, String dataset, Path shards, String transform, int resolution, long cache, int threads) {
        this.dataset = dataset;
        AugmentMeters meters = new AugmentMeters(new SimpleMeterRegistry());
        this.workers = new ImageWorkers(threads);
        try {
            Files.createDirectories(shards);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + shards, e);
        }
        this.index = SplitIndex.read(store, dataset, Split.TRAIN, shards);
        EncodedImages files = new EncodedImages(store, new DiskCache(shards, false, DISK_BYTES), meters);
        this.assembler = new BatchAssembler(new DecodedImages(files, meters, cache), workers, values);
        this.callers = Executors.newFixedThreadPool(threads);
        this.threads = threads;
        this.transform = new TransformSpec.Named(transform).steps(resolution);
        this.resolution = resolution;
    }

    /** Seconds for so many images, or a few more, going on where the last call ended. */
    double seconds(int images) {
        int span = BatchRecordFormat.maxImages(resolution);
        long orders = (images + span - 1L) / span;
        AtomicLong left = new AtomicLong(orders);
        long start = System.nanoTime();
        List<Future<?>> done = new java.util.ArrayList<>();
        for (int i = 0; i < threads; i++) {
            done.add(callers.submit(() -> {
                while (left.getAndDecrement() > 0) {
                    assemble(next.getAndAdd(1), span);
                }
            }));
        }
        for (Future<?> future : done) {
            await(future);
        }
        return (System.nanoTime() - start) / 1e9 * images / (orders * span);
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("images cannot be made", e);
        }
    }

    long samples() {
        return index.samples();
    }

    private void assemble(long number, int span) {
        long orders = index.samples() / span;
        long from = number % orders * span;
        BatchOrdered order = new BatchOrdered(
                "benchmark-" + number,
                "benchmark",
                1,
                dataset,
                0,
                (int) (number / orders),
                resolution,
                transform,
                1,
                Split.TRAIN.id(),
                index.samples(),
                Shuffle.SAMPLES,
                32,
                from,
                from + span,
                0,
                1,
                List.of(),
                Long.MAX_VALUE,
                "none",
                0);
        values.give(assembler.assemble(order, index));
    }

    @Override
    public void close() {
        callers.shutdown();
    }
}

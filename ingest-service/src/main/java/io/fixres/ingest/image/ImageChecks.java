package io.fixres.ingest.image;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Checks images on several threads and hands the results on in the order of the source. At most a window of images is
 * in memory. Used by one thread, which waits while the window is full.
 *
 * @param <T> what the caller needs to know a result by
 */
public final class ImageChecks<T> implements AutoCloseable {
    /** Receives results in order, on the thread that submits. */
    @FunctionalInterface
    public interface Results<T> {
        /** One entry; {@code content} is empty where nothing had to be decoded. */
        void accept(T entry, byte[] content, CheckedImage result);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Pending<T>(T entry, byte[] content, Future<CheckedImage> result) {}

    private static final byte[] NO_CONTENT = {};

    private final ImageCheck check;
    private final Results<T> results;
    private final ExecutorService workers;
    private final int window;
    private final long windowBytes;
    private final Deque<Pending<T>> pending = new ArrayDeque<>();
    private long pendingBytes;

    /** On so many threads, with at most so many bytes of files waiting (one file at least). */
    public ImageChecks(ImageCheck check, int threads, long windowBytes, Results<T> results) {
        this.check = check;
        this.results = results;
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "image-check");
            thread.setDaemon(true);
            return thread;
        });
        this.window = 8 * threads;
        this.windowBytes = windowBytes;
    }

    /** An image to be decoded. */
    public void submit(T entry, ImageFormat format, byte[] content) {
        while (!pending.isEmpty() && (pending.size() >= window || pendingBytes + content.length > windowBytes)) {
            deliver();
        }
        enqueue(new Pending<>(entry, content, workers.submit(() -> check.check(format, content))));
    }

    /** An entry that is refused without decoding; it keeps its place in the order. */
    public void refuse(T entry, RejectionReason reason, String message) {
        while (pending.size() >= window) {
            deliver();
        }
        enqueue(new Pending<>(
                entry, NO_CONTENT, CompletableFuture.completedFuture(new CheckedImage.Refused(reason, message))));
    }

    /** Waits for everything that was submitted. */
    public void finish() {
        while (!pending.isEmpty()) {
            deliver();
        }
    }

    private void enqueue(Pending<T> entry) {
        pending.add(entry);
        pendingBytes += entry.content().length;
    }

    private void deliver() {
        Pending<T> next = pending.remove();
        pendingBytes -= next.content().length;
        try {
            results.accept(next.entry(), next.content(), next.result().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while checking images");
        } catch (ExecutionException e) {
            throw new IllegalStateException("checking '" + next.entry() + "' failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}

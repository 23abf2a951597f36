package io.fixres.eval.images;

import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.eval.configuration.EvaluationConfiguration;
import io.fixres.kit.dataset.SampleIndex;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Decodes and transforms the images of a batch on several threads; where each lands does not depend on them. */
@Singleton
public final class DecodingPool {
    private final ShardImages shards;
    private final ImageTransformer transformer;
    private final ExecutorService threads;

    public DecodingPool(ShardImages shards, ImageTransformer transformer, EvaluationConfiguration configuration) {
        this.shards = shards;
        this.transformer = transformer;
        int count = configuration.threads() > 0
                ? configuration.threads()
                : Runtime.getRuntime().availableProcessors();
        this.threads = Executors.newFixedThreadPool(count, runnable -> {
            Thread thread = new Thread(runnable, "image-decoder");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The transform of a request, for {@link #decode}. */
    ImageTransformer.Transform prepare(EvaluationRequest request) {
        return transformer.prepare(request);
    }

    /**
     * Fills {@code out} from its start with the transformed images of the samples [from, to) of a split.
     *
     * @param imageBytes of one transformed image
     */
    void decode(
            SampleIndex samples,
            int from,
            int to,
            ImageTransformer.Transform transform,
            int imageBytes,
            ByteBuffer out) {
        List<byte[]> encoded = shards.read(samples, from, to);
        List<Future<?>> running = new ArrayList<>(encoded.size());
        for (int i = 0; i < encoded.size(); i++) {
            byte[] image = encoded.get(i);
            int offset = i * imageBytes;
            running.add(threads.submit(() -> transform.apply(image, out, offset)));
        }
        running.forEach(DecodingPool::await);
    }

    private static void await(Future<?> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IllegalStateException("cannot transform an image", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while images were decoded", e);
        }
    }

    @PreDestroy
    public void close() {
        threads.shutdownNow();
    }
}

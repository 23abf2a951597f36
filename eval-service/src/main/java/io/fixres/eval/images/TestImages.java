package io.fixres.eval.images;

import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.eval.configuration.EvaluationConfiguration;
import jakarta.inject.Singleton;

/** Opens held-out splits under a transform, from the cache where it has them. */
@Singleton
public final class TestImages {
    private final DecodingPool decoding;
    private final ImageCache cache;
    private final int batchSize;

    public TestImages(DecodingPool decoding, ImageCache cache, EvaluationConfiguration configuration) {
        this.decoding = decoding;
        this.cache = cache;
        this.batchSize = configuration.batchSize();
        if (batchSize < 1) {
            throw new IllegalArgumentException("fixres.eval.batch-size is " + batchSize + " but must be at least 1");
        }
    }

    /** All samples of a split under a request's transform; the caller closes. */
    public TransformedImages open(HeldOutSplit split, EvaluationRequest request) {
        long bytes = Math.multiplyExact((long) split.size(), TransformedImages.imageBytes(request));
        return new TransformedImages(split, request, batchSize, decoding, cache.open(split, request, bytes));
    }
}

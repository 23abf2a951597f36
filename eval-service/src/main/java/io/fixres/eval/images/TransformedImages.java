package io.fixres.eval.images;

import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.training.ImageBatch;
import java.nio.ByteBuffer;

/**
 * A held-out split as a network takes it, batch by batch in sample order. Decoded images are kept on disk, so that the
 * next checkpoint of an experiment costs no decoding. One reader at a time.
 */
public final class TransformedImages implements AutoCloseable {
    private final HeldOutSplit split;
    private final EvaluationRequest request;
    private final DecodingPool decoding;
    private final ImageCache.Entry cached;
    private final ByteBuffer pixels;
    private final int batchSize;
    private ImageTransformer.Transform transform;
    private int position;

    TransformedImages(
            HeldOutSplit split,
            EvaluationRequest request,
            int batchSize,
            DecodingPool decoding,
            ImageCache.Entry cached) {
        this.split = split;
        this.request = request;
        this.batchSize = Math.min(batchSize, split.size());
        this.decoding = decoding;
        this.cached = cached;
        this.pixels = ByteBuffer.allocateDirect(Math.multiplyExact(this.batchSize, imageBytes(request)));
    }

    /** Bytes of one transformed image. */
    static int imageBytes(EvaluationRequest request) {
        return request.resolution() * request.resolution() * 3;
    }

    /** Whether samples are left. */
    public boolean hasNext() {
        return position < split.size();
    }

    /** The next batch; its pixels are valid until the next call. */
    public ImageBatch next() {
        int to = Math.min(split.size(), position + batchSize);
        pixels.clear().limit((to - position) * imageBytes(request));
        if (cached.complete()) {
            cached.read((long) position * imageBytes(request), pixels);
        } else {
            decoding.decode(split.samples(), position, to, transform(), imageBytes(request), pixels);
            cached.append(pixels);
        }
        ImageBatch batch = new ImageBatch(
                pixels.duplicate(),
                split.labels(position, to),
                to - position,
                request.resolution(),
                request.resolution());
        position = to;
        return batch;
    }

    private ImageTransformer.Transform transform() {
        if (transform == null) {
            transform = decoding.prepare(request);
        }
        return transform;
    }

    /** Keeps what was decoded if it is the whole split. */
    @Override
    public void close() {
        cached.close();
    }
}

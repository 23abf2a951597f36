package io.fixres.trainer.assembly;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Direct buffers of whole batches, used again; they grow in number only while more batches are under way at once. */
final class BatchBuffers {
    private final int imageBytes;
    private final int batchSize;
    private final Deque<ByteBuffer> free = new ArrayDeque<>();

    BatchBuffers(int imageBytes, int batchSize) {
        this.imageBytes = imageBytes;
        this.batchSize = batchSize;
        if ((long) imageBytes * batchSize > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a batch of " + batchSize + " images of " + imageBytes
                    + " bytes is over 2 GiB: use a smaller batch_size or resolution");
        }
    }

    /** A view of n images on a buffer of a whole batch. */
    ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        return buffer != null ? buffer : ByteBuffer.allocateDirect(imageBytes * batchSize);
    }

    void give(ByteBuffer buffer) {
        free.push(buffer);
    }
}

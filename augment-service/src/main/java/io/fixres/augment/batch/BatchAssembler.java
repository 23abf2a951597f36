package io.fixres.augment.batch;

import io.fixres.augment.dataset.DecodedImages;
import io.fixres.augment.dataset.SplitIndex;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.BatchOrdered;
import io.fixres.contracts.format.BatchRecordFormat;
import io.fixres.contracts.format.SafetensorsHeader;
import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.sampling.EpochOrder;
import io.fixres.contracts.sampling.SampleRandom;
import io.fixres.imaging.TransformPipeline;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Makes the values of the records that answer an order. Their bytes are a pure function of the order and the dataset, so
 * any augmenter and any repetition gives the same.
 */
@Singleton
public class BatchAssembler {
    /** Memory for the answer to one order. */
    private static final long MOST_BYTES = 64L << 20;

    private final DecodedImages images;
    private final ImageWorkers workers;
    private final RecordValues values;

    /** From decoded images, the threads that transform them and arrays for the result. */
    @Inject
    public BatchAssembler(DecodedImages images, ImageWorkers workers, RecordValues values) {
        this.images = images;
        this.workers = workers;
        this.values = values;
    }

    /**
     * The values, in order of position; empty if no sample of the span falls into the lane. Once they are sent they may be
     * given back to {@link RecordValues}.
     */
    public List<byte[]> assemble(BatchOrdered order, SplitIndex index) {
        EpochOrder epoch = new EpochOrder(
                order.seed(), order.phaseIndex(), order.epoch(), order.samples(), order.shuffle(), order.batchSize());
        Set<Long> skip = Set.copyOf(order.skip());
        long[] positions = LongStream.range(order.from(), order.to())
                .filter(position -> epoch.sampleAt(position) % order.lanes() == order.lane())
                .filter(position -> !skip.contains(position))
                .toArray();
        require(order, positions.length);
        TransformPipeline pipeline = TransformPipeline.compile(order.transform(), order.resolution());
        int most = BatchRecordFormat.maxImages(order.resolution());
        List<byte[]> records = new ArrayList<>();
        for (int from = 0; from < positions.length; from += most) {
            long[] part = Arrays.copyOfRange(positions, from, Math.min(positions.length, from + most));
            records.add(record(order, index, epoch, pipeline, part));
        }
        return records;
    }

    private static void require(BatchOrdered order, int images) {
        long bytes = 3L * order.resolution() * order.resolution() * images;
        if (bytes > MOST_BYTES) {
            throw new MalformedDocumentException(
                    "the order asks for " + images + " images of " + order.resolution() + " pixels, " + bytes
                            + " bytes, but an order may ask for " + MOST_BYTES + " bytes: order a shorter span",
                    null);
        }
    }

    private byte[] record(
            BatchOrdered order, SplitIndex index, EpochOrder epoch, TransformPipeline pipeline, long[] positions) {
        SafetensorsHeader header = BatchRecordFormat.header(positions.length, order.resolution());
        byte[] value = values.take(Math.toIntExact(header.fileBytes()));
        ByteBuffer buffer = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(header.encode());
        int labels = start(header, BatchRecordFormat.LABELS);
        int places = start(header, BatchRecordFormat.POSITIONS);
        int pixels = start(header, BatchRecordFormat.IMAGES);
        int imageBytes = order.resolution() * order.resolution() * 3;
        workers.forEach(positions.length, i -> {
            int sample = Math.toIntExact(epoch.sampleAt(positions[i]));
            buffer.putLong(labels + i * Long.BYTES, index.label(sample));
            buffer.putLong(places + i * Long.BYTES, positions[i]);
            CounterRandom random = SampleRandom.of(order.seed(), order.phaseIndex(), order.epoch(), sample);
            images.with(
                    index,
                    sample,
                    content -> pipeline.decode(content, random),
                    image -> pipeline.apply(image, random, buffer, pixels + i * imageBytes));
        });
        return value;
    }

    private static int start(SafetensorsHeader header, String tensor) {
        return Math.toIntExact(header.dataStart() + header.tensors().get(tensor).begin());
    }
}

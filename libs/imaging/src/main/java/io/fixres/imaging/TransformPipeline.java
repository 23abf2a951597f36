package io.fixres.imaging;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep;
import io.fixres.imaging.transform.BoxOperation;
import io.fixres.imaging.transform.CropBox;
import io.fixres.imaging.transform.Operation;
import io.fixres.imaging.transform.Operations;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/** Steps that are ready to run on one image after the other; safe for use by several threads. */
public final class TransformPipeline {
    /** Shared by all pipelines of a thread, since one is compiled for each order; grown, never shrunk. */
    private static final ThreadLocal<byte[]> PIXELS = ThreadLocal.withInitial(() -> new byte[0]);

    private final List<Operation> operations;
    /** The first operation, where a box of the image is enough for it. */
    private final Optional<BoxOperation> first;
    /** The operations for an image of which only that box is there. */
    private final List<Operation> afterCut;

    private final List<TransformStep> steps;
    private final int resolution;

    private TransformPipeline(List<TransformStep> steps, int resolution) {
        this.steps = steps;
        this.resolution = resolution;
        this.operations = steps.stream().map(Operations::of).toList();
        this.first = operations.stream()
                .limit(1)
                .filter(BoxOperation.class::isInstance)
                .map(BoxOperation.class::cast)
                .findFirst();
        List<Operation> cut = new ArrayList<>(operations);
        first.ifPresent(operation -> cut.set(0, operation::within));
        this.afterCut = List.copyOf(cut);
    }

    /** Makes steps ready that end in images of resolution x resolution. */
    public static TransformPipeline compile(List<TransformStep> steps, int resolution) {
        Native.load();
        return new TransformPipeline(List.copyOf(steps), resolution);
    }

    /**
     * Decodes an image for one call of {@link #apply} with the same generator; the caller closes it. Where the first step
     * needs a box of the image, only that is decoded.
     *
     * @param encoded bytes of an image that was found whole before
     * @throws UndecodableImageException if they cannot be decoded
     */
    public DecodedImage decode(byte[] encoded, CounterRandom random) {
        if (first.isEmpty()) {
            return ImageDecoder.decode(encoded);
        }
        ImageHeader header = ImageHeader.read(encoded);
        CropBox box = first.get().box(header.width(), header.height(), random);
        return ImageDecoder.decode(encoded, box).asCut();
    }

    /**
     * Transforms an image.
     *
     * @param random drawn from in the order of the steps
     * @param out receives resolution * resolution * 3 bytes, RGB, row major; its position is left alone
     * @param offset index of the first byte in {@code out}
     * @throws IllegalArgumentException if the steps end in another size
     */
    public void apply(DecodedImage image, CounterRandom random, ByteBuffer out, int offset) {
        Mat current = image.pixels();
        try {
            for (Operation operation : image.isCut() ? afterCut : operations) {
                Mat next = operation.apply(current, random);
                if (next != current && current != image.pixels()) {
                    current.release();
                }
                current = next;
            }
            write(current, out, offset);
        } finally {
            if (current != image.pixels()) {
                current.release();
            }
        }
    }

    private void write(Mat result, ByteBuffer out, int offset) {
        if (result.rows() != resolution || result.cols() != resolution) {
            throw new IllegalArgumentException("the transform " + steps + " gives images of " + result.cols() + " x "
                    + result.rows() + " pixels, but the resolution is " + resolution
                    + ": end it with a crop or squash of that size");
        }
        int length = resolution * resolution * 3;
        byte[] bytes = PIXELS.get();
        if (bytes.length < length) {
            bytes = new byte[length];
            PIXELS.set(bytes);
        }
        result.get(0, 0, bytes);
        out.duplicate().position(offset).put(bytes, 0, length);
    }
}

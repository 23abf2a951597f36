package io.fixres.predictor;

import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.LabelledPicture;
import io.fixres.contracts.recipe.StrictBinder;
import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.imaging.DecodedImage;
import io.fixres.imaging.ImageDecoder;
import io.fixres.imaging.ImageHeader;
import io.fixres.imaging.TransformPipeline;
import io.fixres.imaging.UndecodableImageException;
import io.fixres.training.ImageBatch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Labelled pictures of this machine.
 *
 * @param all in the order of the samples
 * @param sizes before any transform
 */
record Pictures(List<LabelledPicture> all, List<ImageHeader> sizes) {
    private static final int BATCH = 64;

    /**
     * Reads the list and the header of every picture.
     *
     * @param list one picture a line, as JSON
     * @throws IllegalArgumentException naming a picture that is none
     */
    static Pictures read(Path list) {
        try {
            List<LabelledPicture> pictures = new ArrayList<>();
            for (String line : Files.readAllLines(list)) {
                pictures.add(Json.read(line.getBytes(StandardCharsets.UTF_8), LabelledPicture.class));
            }
            return new Pictures(
                    List.copyOf(pictures),
                    pictures.stream()
                            .map(picture -> explained(picture, () -> ImageHeader.read(encoded(picture))))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + list, e);
        }
    }

    /**
     * The labels by a checkpoint's classes.
     *
     * @throws IllegalArgumentException for a class that it does not know
     */
    int[] labels(List<String> classes) {
        return all.stream().mapToInt(picture -> label(picture, classes)).toArray();
    }

    private static int label(LabelledPicture picture, List<String> classes) {
        int label = classes.indexOf(picture.className());
        if (label < 0) {
            throw new IllegalArgumentException("picture '" + picture.key() + "' is of the class '" + picture.className()
                    + "', which the checkpoint does not know" + StrictBinder.nearest(picture.className(), classes));
        }
        return label;
    }

    /** Transforms all pictures, batch by batch. */
    void forEachBatch(TransformPipeline pipeline, int resolution, int[] labels, Consumer<ImageBatch> sink) {
        int bytes = 3 * resolution * resolution;
        ByteBuffer pixels = ByteBuffer.allocateDirect(Math.multiplyExact(bytes, Math.min(BATCH, all.size())));
        for (int from = 0; from < all.size(); from += BATCH) {
            int first = from;
            int n = Math.min(BATCH, all.size() - from);
            IntStream.range(0, n).parallel().forEach(i -> transform(first + i, pipeline, pixels, i * bytes));
            int[] batchLabels =
                    IntStream.range(0, n).map(i -> labels[first + i]).toArray();
            sink.accept(new ImageBatch(pixels.slice(0, n * bytes), batchLabels, n, resolution, resolution));
        }
    }

    private void transform(int index, TransformPipeline pipeline, ByteBuffer pixels, int offset) {
        LabelledPicture picture = all.get(index);
        explained(picture, () -> {
            try (DecodedImage image = ImageDecoder.decode(encoded(picture))) {
                pipeline.apply(image, CounterRandom.of(0), pixels, offset);
            }
            return picture;
        });
    }

    private static <T> T explained(LabelledPicture picture, Supplier<T> work) {
        try {
            return work.get();
        } catch (UndecodableImageException e) {
            throw new IllegalArgumentException(
                    "picture '" + picture.key() + "' cannot be read: " + e.getMessage() + ": leave it out", e);
        }
    }

    private static byte[] encoded(LabelledPicture picture) {
        byte[] bytes = new byte[Math.toIntExact(picture.length())];
        try (RandomAccessFile file = new RandomAccessFile(picture.file(), "r")) {
            file.seek(picture.offset());
            file.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read picture '" + picture.key() + "' in " + picture.file(), e);
        }
    }
}

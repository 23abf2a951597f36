package io.fixres.cli.flowers;

import io.fixres.contracts.sampling.CounterRandom;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A labelled set of drawn flowers in class folders under {@code train/} and {@code test/}; the same bytes for the same
 * seed.
 *
 * @param train pictures for training, over all classes
 * @param test pictures for testing, over all classes
 */
public record FlowerDataset(long seed, int train, int test) {
    private static final float JPEG_QUALITY = 0.9f;

    /** Refuses sizes without a picture of each class. */
    public FlowerDataset {
        int classes = Species.values().length;
        if (train < classes || test < classes) {
            throw new IllegalArgumentException(train + " training and " + test
                    + " test pictures: need at least one for each of the " + classes + " classes");
        }
    }

    /** The data of the demo. */
    public static FlowerDataset demo() {
        return new FlowerDataset(20190614, 1500, 1000);
    }

    /**
     * Writes the pictures.
     *
     * @param progress told 1 for each picture written, from several threads
     */
    public void write(Path directory, IntConsumer progress) {
        IntStream.range(0, train + test).parallel().forEach(i -> {
            boolean training = i < train;
            int index = training ? i : i - train;
            Species species = Species.values()[index % Species.values().length];
            Path file = directory
                    .resolve(training ? "train" : "test")
                    .resolve(species.folder())
                    .resolve(String.format("%s-%05d.jpg", species.folder(), index));
            picture(file, Flower.draw(species, CounterRandom.of(seed, training ? 0 : 1, index)));
            progress.accept(1);
        });
    }

    private static void picture(Path file, Flower flower) {
        BufferedImage image = FlowerPainter.paint(flower);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            Files.createDirectories(file.getParent());
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(JPEG_QUALITY);
            try (OutputStream out = Files.newOutputStream(file);
                    MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
                writer.setOutput(stream);
                writer.write(null, new IIOImage(image, null, null), parameters);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        } finally {
            writer.dispose();
        }
    }
}

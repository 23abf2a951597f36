package io.fixres.system;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** A data set of a few small pictures that a network learns at once: each class has its own hue. */
final class TinyFlowers {
    private static final int[] HUES = {0xC03030, 0x30C030, 0x3030C0};

    private TinyFlowers() {}

    /** Writes {@code train/} and {@code test/} folders with three classes under a directory. */
    static Path write(Path directory, int trainPerClass, int testPerClass) {
        Random random = new Random(7);
        for (int label = 0; label < HUES.length; label++) {
            for (int i = 0; i < trainPerClass; i++) {
                picture(directory.resolve("train/kind" + label + "/" + i + ".jpg"), HUES[label], random);
            }
            for (int i = 0; i < testPerClass; i++) {
                picture(directory.resolve("test/kind" + label + "/" + i + ".jpg"), HUES[label], random);
            }
        }
        return directory;
    }

    private static void picture(Path file, int hue, Random random) {
        int width = 48 + random.nextInt(32);
        int height = 48 + random.nextInt(32);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, hue ^ random.nextInt(0x40) * 0x010101);
            }
        }
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "jpg", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.fixres.ingest;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Small drawn images; a number gives always the same picture, and another number another one. */
public final class Pictures {
    private Pictures() {}

    /** A JPEG of 40 x 30 pixels. */
    public static byte[] jpeg(int number) {
        return draw(number, "jpg");
    }

    /** A PNG of 40 x 30 pixels. */
    public static byte[] png(int number) {
        return draw(number, "png");
    }

    /** A PNG header that announces a size, followed by nothing of it. */
    public static byte[] pngHeader(int width, int height) {
        byte[] png = png(0);
        java.nio.ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        return png;
    }

    private static byte[] draw(int number, String format) {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(number * 2654435 & 0xFFFFFF));
        graphics.fillOval(5 + number % 7, 5, 20, 15);
        graphics.dispose();
        // The number itself is drawn in black and white blocks, which survive JPEG.
        for (int bit = 0; bit < 16; bit++) {
            int grey = (number >> bit & 1) == 1 ? 0xFFFFFF : 0;
            for (int y = 24; y < 30; y++) {
                image.setRGB(bit * 2, y, grey);
                image.setRGB(bit * 2 + 1, y, grey);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

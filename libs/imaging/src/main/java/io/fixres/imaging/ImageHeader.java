package io.fixres.imaging;

import java.nio.ByteBuffer;

/**
 * What the first bytes of a JPEG or PNG say, so that an absurd size is refused before memory is taken for it.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record ImageHeader(int width, int height) {
    private static final int PNG_HEADER = 24;

    /**
     * Reads the header.
     *
     * @throws UndecodableImageException if the bytes are neither, or end before the size
     */
    public static ImageHeader read(byte[] bytes) {
        if (bytes.length >= PNG_HEADER && (bytes[0] & 255) == 0x89 && bytes[1] == 'P' && bytes[2] == 'N') {
            ByteBuffer png = ByteBuffer.wrap(bytes);
            return checked(png.getInt(16), png.getInt(20));
        }
        if (isJpeg(bytes)) {
            JpegFrame frame = JpegFrame.read(bytes);
            return checked(frame.width(), frame.height());
        }
        throw new UndecodableImageException("neither a JPEG nor a PNG");
    }

    static boolean isJpeg(byte[] bytes) {
        return bytes.length >= 4 && (bytes[0] & 255) == 0xFF && (bytes[1] & 255) == 0xD8;
    }

    private static ImageHeader checked(int width, int height) {
        if (width < 1 || height < 1) {
            throw new UndecodableImageException("its header says " + width + " x " + height + " pixels");
        }
        return new ImageHeader(width, height);
    }
}

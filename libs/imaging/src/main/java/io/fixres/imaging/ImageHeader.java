package io.fixres.imaging;

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
            return checked(int32(bytes, 16), int32(bytes, 20));
        }
        if (bytes.length >= 4 && (bytes[0] & 255) == 0xFF && (bytes[1] & 255) == 0xD8) {
            return jpeg(bytes);
        }
        throw new UndecodableImageException("neither a JPEG nor a PNG");
    }

    /** Walks the segments up to the frame header (ITU-T T.81, B.2.2). */
    private static ImageHeader jpeg(byte[] bytes) {
        int at = 2;
        while (at + 9 < bytes.length) {
            if ((bytes[at] & 255) != 0xFF) {
                throw new UndecodableImageException("a JPEG whose segments are damaged at byte " + at);
            }
            int marker = bytes[at + 1] & 255;
            if (marker == 0xFF) {
                at++;
            } else if (isFrame(marker)) {
                return checked(int16(bytes, at + 7), int16(bytes, at + 5));
            } else if (marker == 0x01 || marker >= 0xD0 && marker <= 0xD8) {
                at += 2;
            } else {
                at += 2 + int16(bytes, at + 2);
            }
        }
        throw new UndecodableImageException("a JPEG that ends before its frame header");
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static ImageHeader checked(int width, int height) {
        if (width < 1 || height < 1) {
            throw new UndecodableImageException("its header says " + width + " x " + height + " pixels");
        }
        return new ImageHeader(width, height);
    }

    private static int int16(byte[] bytes, int at) {
        return (bytes[at] & 255) << 8 | bytes[at + 1] & 255;
    }

    private static int int32(byte[] bytes, int at) {
        return int16(bytes, at) << 16 | int16(bytes, at + 2);
    }
}

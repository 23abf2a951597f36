package io.fixres.imaging;

/**
 * The frame header of a JPEG (ITU-T T.81, B.2.2).
 *
 * @param width in pixels
 * @param height in pixels
 */
record JpegFrame(int width, int height) {
    /**
     * Walks the segments up to the frame header.
     *
     * @throws UndecodableImageException if they are damaged or end before it
     */
    static JpegFrame read(byte[] bytes) {
        int at = 2;
        while (at + 9 < bytes.length) {
            if ((bytes[at] & 255) != 0xFF) {
                throw new UndecodableImageException("a JPEG whose segments are damaged at byte " + at);
            }
            int marker = bytes[at + 1] & 255;
            if (marker == 0xFF) {
                at++;
            } else if (isFrame(marker)) {
                return new JpegFrame(int16(bytes, at + 7), int16(bytes, at + 5));
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

    private static int int16(byte[] bytes, int at) {
        return (bytes[at] & 255) << 8 | bytes[at + 1] & 255;
    }
}

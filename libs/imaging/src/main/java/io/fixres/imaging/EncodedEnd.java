package io.fixres.imaging;

/**
 * Finds files that were cut off. libjpeg fills what is missing with grey and only warns, so the end mark is looked for; an
 * end mark inside an embedded thumbnail does not count.
 */
final class EncodedEnd {
    private static final int JPEG_START = 2;
    private static final int PNG_SIGNATURE = 8;
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;

    private EncodedEnd() {}

    /** Refuses a JPEG or PNG that ends before its end mark. */
    static void require(byte[] bytes) {
        boolean jpeg = ImageHeader.isJpeg(bytes);
        if (jpeg ? !jpegEnds(bytes) : !pngEnds(bytes)) {
            throw new UndecodableImageException("a " + (jpeg ? "JPEG" : "PNG")
                    + " that is cut off: it has no end mark in its " + bytes.length + " bytes");
        }
    }

    /** Walks markers; segments are skipped by their length, entropy-coded data byte by byte (ITU-T T.81, B.1). */
    private static boolean jpegEnds(byte[] bytes) {
        int at = JPEG_START;
        while (at + 1 < bytes.length) {
            int marker = bytes[at + 1] & 255;
            if ((bytes[at] & 255) != 0xFF || !isMarker(marker)) {
                at++;
            } else if (marker == END_OF_IMAGE || marker == START_OF_SCAN && endsWithEndOfImage(bytes)) {
                return true;
            } else if (at + 3 >= bytes.length) {
                return false;
            } else {
                at += 2 + ((bytes[at + 2] & 255) << 8 | bytes[at + 3] & 255);
            }
        }
        return false;
    }

    /** Within a scan these two bytes can mean nothing else, so most files need not be walked to their end. */
    private static boolean endsWithEndOfImage(byte[] bytes) {
        return (bytes[bytes.length - 2] & 255) == 0xFF && (bytes[bytes.length - 1] & 255) == END_OF_IMAGE;
    }

    /** A marker with a segment, or the end; not a stuffed byte, a fill byte or a restart, which occur within scans. */
    private static boolean isMarker(int code) {
        return code >= 0xC0 && code != 0xFF && !(code >= 0xD0 && code <= 0xD8);
    }

    /** Walks chunks: length, name, data, checksum (PNG specification, 5.3). */
    private static boolean pngEnds(byte[] bytes) {
        long at = PNG_SIGNATURE;
        while (at + 12 <= bytes.length) {
            int i = (int) at;
            if (bytes[i + 4] == 'I' && bytes[i + 5] == 'E' && bytes[i + 6] == 'N' && bytes[i + 7] == 'D') {
                return true;
            }
            long length = (bytes[i] & 255L) << 24
                    | (bytes[i + 1] & 255) << 16
                    | (bytes[i + 2] & 255) << 8
                    | bytes[i + 3] & 255;
            at += 12 + length;
        }
        return false;
    }
}

package io.fixres.imaging.jpeg;

import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the segments before the scan of a sequential JPEG with three components of 8 bits and one scan (ITU-T T.81, B.2),
 * and takes only what libjpeg-turbo 3.0 has no error for ({@code jdmarker.c}, {@code jdinput.c}, {@code jdhuff.c}): sound
 * lengths, tables that are there and hold codes that fit, usual sampling. Damage within the scan is only a warning there.
 */
final class BaselineHeader {
    private static final int COMPONENTS = 3;
    private static final int BITS = 8;
    private static final int MOST_PIXELS_OF_A_SIDE = 65_500;
    private static final int COEFFICIENTS = 64;
    private static final int LENGTHS_OF_CODES = 16;
    private static final int MOST_CODES = 256;
    private static final int MOST_BITS_OF_A_DIFFERENCE = 15;

    private final byte[] bytes;
    private final boolean[] quantization = new boolean[4];
    private final boolean[][] huffman = new boolean[2][4];
    private int frameAt;

    private BaselineHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The header of a JPEG that can be decoded without an error, or nothing. */
    static Optional<BaselineHeader> read(byte[] bytes) {
        BaselineHeader header = new BaselineHeader(bytes);
        return header.sound() ? Optional.of(header) : Optional.empty();
    }

    /** Width in pixels. */
    int width() {
        return int16(frameAt + 3);
    }

    /** Height in pixels. */
    int height() {
        return int16(frameAt + 1);
    }

    private boolean sound() {
        if (bytes.length < 4 || unsigned(0) != 0xFF || unsigned(1) != 0xD8) {
            return false;
        }
        int at = 2;
        while (at + 4 <= bytes.length && unsigned(at) == 0xFF) {
            int marker = unsigned(at + 1);
            if (marker == 0xFF) {
                at++;
                continue;
            }
            int start = at + 4;
            int end = at + 2 + int16(at + 2);
            if (end < start || end > bytes.length) {
                return false;
            }
            if (marker == 0xDA) {
                return scan(start, end);
            }
            if (!segment(marker, start, end)) {
                return false;
            }
            at = end;
        }
        return false;
    }

    private boolean segment(int marker, int start, int end) {
        return switch (marker) {
            case 0xC0, 0xC1 -> frame(start, end);
            case 0xC4 -> huffmanTables(start, end);
            case 0xDB -> quantizationTables(start, end);
            case 0xDD -> end - start == 2;
            default -> marker >= 0xE0 && marker <= 0xEF || marker == 0xFE;
        };
    }

    private boolean frame(int start, int end) {
        if (frameAt != 0 || end - start != 6 + 3 * COMPONENTS) {
            return false;
        }
        frameAt = start;
        return unsigned(start) == BITS
                && unsigned(start + 5) == COMPONENTS
                && Math.min(width(), height()) > 0
                && Math.max(width(), height()) <= MOST_PIXELS_OF_A_SIDE
                && component(0) != component(1)
                && component(0) != component(2)
                && component(1) != component(2)
                && usual(sampling(0))
                && sampling(1) == 0x11
                && sampling(2) == 0x11
                && Math.max(table(0), Math.max(table(1), table(2))) < quantization.length;
    }

    /** One or two samples in each direction for one of chroma. */
    private static boolean usual(int sampling) {
        int across = sampling >> 4;
        int down = sampling & 15;
        return (across == 1 || across == 2) && (down == 1 || down == 2);
    }

    private int component(int i) {
        return unsigned(frameAt + 6 + 3 * i);
    }

    /** Horizontal and vertical factor, four bits each. */
    private int sampling(int i) {
        return unsigned(frameAt + 7 + 3 * i);
    }

    private int table(int i) {
        return unsigned(frameAt + 8 + 3 * i);
    }

    private boolean quantizationTables(int start, int end) {
        int at = start;
        while (at < end) {
            int precision = unsigned(at) >> 4;
            int table = unsigned(at) & 15;
            if (precision > 1 || table > 3) {
                return false;
            }
            quantization[table] = true;
            at += 1 + COEFFICIENTS * (precision + 1);
        }
        return at == end;
    }

    private boolean huffmanTables(int start, int end) {
        int at = start;
        while (at < end) {
            if (at + 1 + LENGTHS_OF_CODES > end) {
                return false;
            }
            int kind = unsigned(at) >> 4;
            int table = unsigned(at) & 15;
            int codes = codes(at + 1);
            int next = at + 1 + LENGTHS_OF_CODES + codes;
            if (kind > 1 || table > 3 || codes < 0 || next > end) {
                return false;
            }
            if (kind == 0 && !differences(next - codes, next)) {
                return false;
            }
            huffman[kind][table] = true;
            at = next;
        }
        return true;
    }

    /** Number of codes, or a negative one if they do not fit: no code may consist of ones only. */
    private int codes(int at) {
        int codes = 0;
        int code = 0;
        for (int length = 1; length <= LENGTHS_OF_CODES; length++) {
            int ofLength = unsigned(at + length - 1);
            codes += ofLength;
            code += ofLength;
            if (codes > MOST_CODES || code >= 1 << length) {
                return -1;
            }
            code <<= 1;
        }
        return codes;
    }

    private boolean differences(int from, int to) {
        for (int at = from; at < to; at++) {
            if (unsigned(at) > MOST_BITS_OF_A_DIFFERENCE) {
                return false;
            }
        }
        return true;
    }

    /** All components of the frame, in its order, with tables that are there. */
    private boolean scan(int start, int end) {
        if (frameAt == 0 || end - start != 4 + 2 * COMPONENTS || unsigned(start) != COMPONENTS) {
            return false;
        }
        for (int i = 0; i < COMPONENTS; i++) {
            int tables = unsigned(start + 2 + 2 * i);
            boolean there = (tables & ~0x33) == 0
                    && huffman[0][tables >> 4]
                    && huffman[1][tables & 3]
                    && quantization[table(i)];
            if (!there || unsigned(start + 1 + 2 * i) != component(i)) {
                return false;
            }
        }
        return Arrays.equals(bytes, end - 3, end, new byte[] {0, COEFFICIENTS - 1, 0}, 0, 3);
    }

    private int int16(int at) {
        return unsigned(at) << 8 | unsigned(at + 1);
    }

    private int unsigned(int at) {
        return bytes[at] & 255;
    }
}

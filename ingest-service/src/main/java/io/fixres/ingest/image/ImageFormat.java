package io.fixres.ingest.image;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Formats that a dataset holds, recognised by their first bytes. */
public enum ImageFormat {
    JPEG("jpg"),
    PNG("png");

    /** Bytes that {@link #of} needs. */
    public static final int MAGIC_BYTES = 12;

    private static final Set<String> IMAGE_SUFFIXES =
            Set.of("jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff", "heic", "avif");

    private final String suffix;

    ImageFormat(String suffix) {
        this.suffix = suffix;
    }

    /** Suffix of file names in shards. */
    public String suffix() {
        return suffix;
    }

    /** By the first bytes; empty if they are neither JPEG nor PNG. */
    public static Optional<ImageFormat> of(byte[] head) {
        if (head.length >= 3 && unsigned(head, 0) == 0xFF && unsigned(head, 1) == 0xD8 && unsigned(head, 2) == 0xFF) {
            return Optional.of(JPEG);
        }
        if (head.length >= 4 && unsigned(head, 0) == 0x89 && head[1] == 'P' && head[2] == 'N' && head[3] == 'G') {
            return Optional.of(PNG);
        }
        return Optional.empty();
    }

    /** Whether a file name claims to be an image of any kind. */
    public static boolean claimed(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot >= 0 && IMAGE_SUFFIXES.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static int unsigned(byte[] bytes, int at) {
        return bytes[at] & 255;
    }
}

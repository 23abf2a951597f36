package io.fixres.ingest.layout;

import java.util.Locale;

/**
 * The path of a file in a WebDataset: all files of one sample share what stands before the first dot of the file name,
 * and follow each other.
 *
 * @param prefix folders and name up to the first dot
 * @param extension what follows the dot, in lower case; empty where there is none
 */
public record SampleName(String prefix, String extension) {
    /** Takes a path apart. */
    public static SampleName of(String path) {
        int file = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
        int dot = path.indexOf('.', file);
        return dot < 0
                ? new SampleName(path, "")
                : new SampleName(path.substring(0, dot), path.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** Whether this is the image of a sample and not, say, its mask {@code seg.png}. */
    public boolean isMainImage() {
        return extension.equals("jpg") || extension.equals("jpeg") || extension.equals("png");
    }

    /** Whether this file can name the class. */
    public boolean isLabel() {
        return extension.equals("cls") || extension.equals("json");
    }
}

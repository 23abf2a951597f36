package io.fixres.ingest.archive;

/**
 * What a source may cost.
 *
 * @param maxImagePixels width times height of one image
 * @param maxFileBytes bytes of one image file
 * @param maxArchiveBytes bytes of the whole source after decompression
 * @param maxEntries files in the source
 * @param maxExpansionRatio bytes after decompression for each byte before
 */
public record IngestLimits(
        long maxImagePixels, int maxFileBytes, long maxArchiveBytes, long maxEntries, int maxExpansionRatio) {
    /** Refuses limits that refuse everything. */
    public IngestLimits {
        positive("max-image-pixels", maxImagePixels);
        positive("max-file-bytes", maxFileBytes);
        positive("max-archive-bytes", maxArchiveBytes);
        positive("max-entries", maxEntries);
        positive("max-expansion-ratio", maxExpansionRatio);
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("fixres.ingest." + name + " is " + value + " but must be above 0");
        }
    }
}

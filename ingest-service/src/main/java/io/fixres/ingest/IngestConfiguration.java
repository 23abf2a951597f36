package io.fixres.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What ingest may use and how it shares work. */
@ConfigMapping(prefix = "fixres.ingest")
public interface IngestConfiguration {
    /** Directory for temporary files, about twice the size of a dataset. */
    @WithDefault("${java.io.tmpdir}/fixres-ingest")
    Path workDirectory();

    /** Width times height of one image; decoding takes three bytes for each pixel and thread. */
    @WithDefault("100000000")
    long maxImagePixels();

    /** Bytes of one image file. */
    @WithDefault("67108864")
    int maxFileBytes();

    /** Bytes of a source after decompression. */
    @WithDefault("68719476736")
    long maxArchiveBytes();

    /** Files in a source. */
    @WithDefault("5000000")
    long maxEntries();

    /** Bytes of an archive after decompression for each byte before. */
    @WithDefault("200")
    int maxExpansionRatio();

    /** Threads that decode; 0 for one a core. */
    @WithDefault("0")
    int threads();

    /** After which a job whose holder shows no sign of life is taken over. */
    @WithDefault("15s")
    Duration leaseTerm();

    /** Between two looks for jobs that others left. */
    @WithDefault("2s")
    Duration pollInterval();

    /** After a failure, before the first new try. */
    @WithDefault("2s")
    Duration retryPause();
}

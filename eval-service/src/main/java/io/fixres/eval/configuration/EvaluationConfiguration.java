package io.fixres.eval.configuration;

import io.fixres.training.DeviceChoice;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How checkpoints are scored. */
@ConfigMapping(prefix = "fixres.eval")
public interface EvaluationConfiguration {
    /** Images in one pass through the network; bounds memory with the resolution. */
    @WithDefault("64")
    int batchSize();

    /** Threads for decoding and for the network; 0 takes all processors. */
    @WithDefault("0")
    int threads();

    /** Where the network runs: {@code auto}, {@code cpu} or {@code cuda}. */
    @WithDefault("auto")
    DeviceChoice device();

    /** Folder for downloaded checkpoints and transformed images; several processes may share it. */
    @WithDefault("${java.io.tmpdir}/fixres-eval")
    Path workDirectory();

    /** Bytes of transformed images kept in the work directory for the next checkpoint; 0 keeps none. */
    @WithDefault("268435456")
    long cacheBytes();

    /** How often an idle worker looks for accepted work that another process left undone. */
    @WithDefault("30s")
    Duration rescanInterval();

    /** Pause after store or broker failed to answer. */
    @WithDefault("5s")
    Duration retryPause();
}

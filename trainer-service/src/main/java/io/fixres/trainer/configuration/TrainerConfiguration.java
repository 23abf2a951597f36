package io.fixres.trainer.configuration;

import io.fixres.training.DeviceChoice;
import io.fixres.training.DeviceCount;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Budgets and intervals of a trainer. */
@ConfigMapping(prefix = "fixres.trainer")
public interface TrainerConfiguration {
    /** Bytes of pixels that are ordered or received and not trained on yet, at most. */
    @WithDefault("32M")
    MemorySize windowBytes();

    /** How long a lease may stand still before another trainer takes the experiment. */
    @WithDefault("15s")
    Duration leaseTerm();

    /** Time between two signs of life; default a third of the term. */
    Optional<Duration> heartbeat();

    /** Time between two resume states within a phase. */
    @WithDefault("60s")
    Duration resumeInterval();

    /** Bytes of disk for features of what a phase freezes; 0 computes them anew in each epoch. */
    @WithDefault("8G")
    MemorySize featureBytes();

    /** Time between two reports of progress. */
    @WithDefault("2s")
    Duration progressInterval();

    /** How long a phase that may stop early waits for the score of its newest checkpoint. */
    @WithDefault("30m")
    Duration scoreTimeout();

    /** How long an order may go unanswered before it is asked again. */
    @WithDefault("10s")
    Duration orderDeadline();

    /** Time between two looks at the queue. */
    @WithDefault("1s")
    Duration pollInterval();

    /** Threads of one operation on the CPU; 0 for all processors. */
    @WithDefault("0")
    int threads();

    /** Where to compute: auto, cpu or cuda. */
    @WithDefault("auto")
    DeviceChoice device();

    /** How many GPUs train one experiment: one, or all of the host. */
    @WithDefault("one")
    DeviceCount devices();

    /** Folder for files on their way to and from the store; default a temporary one. */
    Optional<Path> workDirectory();
}

package io.fixres.augment;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Budgets of an augmenter. */
@ConfigMapping(prefix = "fixres.augment")
public interface AugmentConfiguration {
    /** Memory for decoded images, off the heap. */
    @WithDefault("512M")
    MemorySize cacheBytes();

    /** Disk for encoded images; the oldest make room for new ones. */
    @WithDefault("4G")
    MemorySize diskBytes();

    /** Threads that decode and transform; 0 for all processors. */
    @WithDefault("0")
    int threads();

    /** Folder for encoded images and indexes, which several augmenters may share; default a temporary one. */
    Optional<Path> workDirectory();
}

package io.fixres.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds a process to a share of one processor through Linux' control groups. */
final class ProcessorLimit {
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final int PERIOD_MICROS = 100_000;

    private ProcessorLimit() {}

    /**
     * A quarter of a processor, in a group of the process' own.
     *
     * @throws UncheckedIOException if groups cannot be made: that takes root and a writable /sys/fs/cgroup
     */
    static void quarter(long pid) {
        int quota = PERIOD_MICROS / 4;
        boolean second = Files.exists(GROUPS.resolve("cgroup.controllers"));
        Path group = (second ? GROUPS : GROUPS.resolve("cpu")).resolve("fixres-benchmark-" + pid);
        try {
            Files.createDirectories(group);
            if (second) {
                Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
            } else {
                Files.writeString(group.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
                Files.writeString(group.resolve("cpu.cfs_quota_us"), String.valueOf(quota));
            }
            Files.writeString(group.resolve("cgroup.procs"), String.valueOf(pid));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot limit a process to a quarter of a processor through " + group, e);
        }
    }
}

package io.fixres.kit.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Memory of the whole process. The JVM's own meters do not see what native code takes: tensors of PyTorch, decoded images
 * of OpenCV, buffers of Kafka. Resident memory is read from {@code /proc/self/status} (proc(5), VmRSS); on systems without
 * it the meters show NaN.
 */
@Singleton
public final class ProcessMemoryMeters implements MeterBinder {
    public static final String RESIDENT = "fixres.process.resident.memory";
    public static final String NATIVE = "fixres.process.native.memory";
    public static final String LIMIT = "fixres.process.memory.limit";

    private static final Logger LOGGER = Logger.getLogger(ProcessMemoryMeters.class);
    private static final String RESIDENT_LINE = "VmRSS:";
    private static final long KIB = 1024;

    private final Path status;

    /** Of this process. */
    public ProcessMemoryMeters() {
        this(Path.of("/proc/self/status"));
    }

    ProcessMemoryMeters(Path status) {
        this.status = status;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(RESIDENT, this::resident)
                .baseUnit("bytes")
                .description("physical memory that the process holds")
                .register(registry);
        Gauge.builder(NATIVE, this::beyondJvm)
                .baseUnit("bytes")
                .description("physical memory that the process holds beyond what its JVM uses")
                .register(registry);
        Gauge.builder(LIMIT, ProcessMemoryMeters::limit)
                .baseUnit("bytes")
                .description("memory that the process may hold: the limit of its container, else of the machine")
                .register(registry);
    }

    private double beyondJvm() {
        MemoryMXBean jvm = ManagementFactory.getMemoryMXBean();
        long used =
                jvm.getHeapMemoryUsage().getUsed() + jvm.getNonHeapMemoryUsage().getUsed();
        return Math.max(0, resident() - used);
    }

    private double resident() {
        try {
            List<String> lines = Files.isReadable(status) ? Files.readAllLines(status) : List.of();
            return lines.stream()
                    .filter(line -> line.startsWith(RESIDENT_LINE))
                    .map(line -> line.substring(RESIDENT_LINE.length())
                            .replace("kB", "")
                            .strip())
                    .mapToDouble(kibibytes -> Double.parseDouble(kibibytes) * KIB)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            LOGGER.debugf("cannot read %s: %s", status, e.getMessage());
            return Double.NaN;
        }
    }

    /** The JVM knows the limit of its container (JDK-8226575, Java 14 and later). */
    private static double limit() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}

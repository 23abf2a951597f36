package io.fixres.eval;

import io.fixres.eval.configuration.EvaluationConfiguration;
import io.fixres.training.DeviceChoice;
import java.nio.file.Path;
import java.time.Duration;

/** Configuration of tests: batches of three, short waits. */
public record TestConfiguration(Path workDirectory, long cacheBytes) implements EvaluationConfiguration {
    @Override
    public int batchSize() {
        return 3;
    }

    @Override
    public int threads() {
        return 2;
    }

    @Override
    public DeviceChoice device() {
        return DeviceChoice.CPU;
    }

    @Override
    public Duration rescanInterval() {
        return Duration.ofMillis(20);
    }

    @Override
    public Duration retryPause() {
        return Duration.ofMillis(5);
    }
}

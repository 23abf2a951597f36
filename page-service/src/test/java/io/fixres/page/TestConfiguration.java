package io.fixres.page;

import io.fixres.page.configuration.PageConfiguration;
import java.time.Duration;
import java.util.List;

/** Settings of tests. */
public record TestConfiguration(int experiments) implements PageConfiguration {
    @Override
    public List<String> hosts() {
        return List.of("localhost");
    }

    @Override
    public Duration pictureAge() {
        return Duration.ofMinutes(50);
    }

    @Override
    public Duration retryPause() {
        return Duration.ofMillis(1);
    }
}

package io.fixres.kit.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingSwitchTest {
    private static SmallRyeConfig configuration(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
    }

    @Test
    void anEndpointTurnsTracesOn() {
        // When
        SmallRyeConfig config = configuration(
                Map.of("fixres.tracing.endpoint", "http://collector:4317", "quarkus.otel.sdk.disabled", "true"));

        // Then
        assertThat(config.getValue("quarkus.otel.sdk.disabled", Boolean.class)).isFalse();
        assertThat(config.getValue("quarkus.otel.exporter.otlp.endpoint", String.class))
                .isEqualTo("http://collector:4317");
    }

    @Test
    void withoutOneTheyAreOff() {
        assertThat(configuration(Map.of()).getValue("quarkus.otel.sdk.disabled", Boolean.class))
                .isTrue();
        assertThat(configuration(Map.of("fixres.tracing.endpoint", ""))
                        .getValue("quarkus.otel.sdk.disabled", Boolean.class))
                .isTrue();
    }
}

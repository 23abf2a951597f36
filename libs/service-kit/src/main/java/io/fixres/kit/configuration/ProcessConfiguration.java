package io.fixres.kit.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.Optional;

/** What names this process and how it reaches the broker. */
@ConfigMapping(prefix = "fixres")
public interface ProcessConfiguration {
    /** Name of the process in leases and logs; default host name and process id. */
    Optional<String> instance();

    /** Kafka client properties (TLS, SASL) in a file. */
    @WithName("kafka.properties-file")
    Optional<Path> kafkaPropertiesFile();

    /** Where spans are sent, an OTLP receiver; {@link io.fixres.kit.tracing.TracingSwitch} reads it. */
    @WithName("tracing.endpoint")
    Optional<String> tracingEndpoint();
}

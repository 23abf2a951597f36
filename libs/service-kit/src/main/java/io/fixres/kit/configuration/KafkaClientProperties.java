package io.fixres.kit.configuration;

import java.util.Map;

/** Properties for plain Kafka clients of this process; each user adds its own. */
public record KafkaClientProperties(Map<String, Object> values) {
    /** Copies. */
    public KafkaClientProperties {
        values = Map.copyOf(values);
    }
}

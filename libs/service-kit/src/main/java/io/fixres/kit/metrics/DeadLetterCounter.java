package io.fixres.kit.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts the records that a process hands to dead-letter topics: one meter for each topic that it refuses records of. */
public final class DeadLetterCounter {
    public static final String NAME = "fixres.dead.letter.records";

    private final Map<String, Counter> counters;

    /** For the topics that a service may refuse records of; each is there from the start, so that rates begin at zero. */
    public DeadLetterCounter(MeterRegistry registry, String... topics) {
        this.counters = Arrays.stream(topics)
                .collect(Collectors.toMap(Function.identity(), topic -> Counter.builder(NAME)
                        .baseUnit("records")
                        .description("records handed to the dead-letter topic of this topic")
                        .tag("topic", topic)
                        .register(registry)));
    }

    /**
     * A record of a topic was refused.
     *
     * @throws IllegalArgumentException if the topic is none of those given
     */
    public void refused(String topic) {
        Counter counter = counters.get(topic);
        if (counter == null) {
            throw new IllegalArgumentException(
                    "topic '" + topic + "' is none of " + counters.keySet() + ", whose dead letters are counted");
        }
        counter.increment();
    }
}

package io.fixres.kit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.event.EventType;
import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.messaging.Envelopes;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.kit.messaging.RecordingEventPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KitMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void whatTheDocumentationSaysOfEveryServiceIsTrue() {
        assertThat(DocumentedMeters.faults("every service", meters -> {
                    new ProcessMemoryMeters().bindTo(meters);
                    new PublishedEventMeters(meters);
                }))
                .isEmpty();
    }

    @Test
    void anEventIsCountedByItsTypeOnceTheBrokerHasAcknowledgedIt() {
        // Given
        PublishedEventMeters meters = new PublishedEventMeters(registry);
        EventPublisher publisher = new CountedEventPublisher(new RecordingEventPublisher(), meters);
        EventPublisher unlucky = new CountedEventPublisher(
                events -> {
                    throw new BrokerUnavailableException("gone", null);
                },
                meters);

        // When
        publisher.publish(Envelopes.of("/test", "x", "1", new ExperimentCancelled("x")));
        assertThatThrownBy(() -> unlucky.publish(Envelopes.of("/test", "x", "2", new ExperimentCancelled("x"))))
                .isInstanceOf(BrokerUnavailableException.class);

        // Then
        assertThat(registry.get(PublishedEventMeters.NAME)
                        .tag("type", EventType.EXPERIMENT_CANCELLED.type())
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aDeadLetterIsCountedForItsTopicAndForNoOther() {
        // Given
        DeadLetterCounter letters = new DeadLetterCounter(registry, "fixres.orders", "fixres.training");

        // When
        letters.refused("fixres.orders");

        // Then
        assertThat(registry.get(DeadLetterCounter.NAME)
                        .tag("topic", "fixres.orders")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get(DeadLetterCounter.NAME)
                        .tag("topic", "fixres.training")
                        .counter()
                        .count())
                .isZero();
        assertThatThrownBy(() -> letters.refused("fixres.tea")).hasMessageContaining("fixres.tea");
    }

    @Test
    void residentMemoryIsReadFromTheProcessStatus(@TempDir Path directory) throws IOException {
        // Given
        Path status = Files.writeString(directory.resolve("status"), "Name:\tjava\nVmRSS:\t 9000000 kB\nThreads:\t7\n");

        // When
        new ProcessMemoryMeters(status).bindTo(registry);

        // Then
        double resident = registry.get(ProcessMemoryMeters.RESIDENT).gauge().value();
        assertThat(resident).isEqualTo(9_000_000 * 1024.0);
        assertThat(registry.get(ProcessMemoryMeters.NATIVE).gauge().value())
                .isBetween(resident - Runtime.getRuntime().totalMemory() - (512 << 20), resident);
        assertThat(registry.get(ProcessMemoryMeters.LIMIT).gauge().value()).isGreaterThan(64 << 20);
    }

    @Test
    void aSystemWithoutProcessStatusShowsNoNumber(@TempDir Path directory) {
        // When
        new ProcessMemoryMeters(directory.resolve("none")).bindTo(registry);

        // Then
        assertThat(registry.get(ProcessMemoryMeters.RESIDENT).gauge().value()).isNaN();
        assertThat(registry.get(ProcessMemoryMeters.NATIVE).gauge().value()).isNaN();
    }
}

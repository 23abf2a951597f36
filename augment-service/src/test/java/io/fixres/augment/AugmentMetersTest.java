package io.fixres.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.augment.AugmentMeters.Outcome;
import io.fixres.contracts.topic.Topics;
import io.fixres.kit.metrics.DeadLetterCounter;
import io.fixres.kit.metrics.DocumentedMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class AugmentMetersTest {
    @Test
    void whatTheDocumentationSaysOfThemIsTrue() {
        assertThat(DocumentedMeters.faults("augment-service", AugmentMeters::new))
                .isEmpty();
    }

    @Test
    void aRefusedOrderIsADeadLetterAndALateOneIsNone() {
        // Given
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        AugmentMeters meters = new AugmentMeters(registry);

        // When
        meters.order(Outcome.REFUSED);
        meters.order(Outcome.LATE);

        // Then
        assertThat(registry.get(DeadLetterCounter.NAME)
                        .tag("topic", Topics.ORDERS)
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}

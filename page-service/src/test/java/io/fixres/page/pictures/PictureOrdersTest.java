package io.fixres.page.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.page.TestConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PictureOrdersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final PictureOrders orders = new PictureOrders(new TestConfiguration(1), Clock.fixed(NOW, ZoneOffset.UTC));

    private void begun(String phase, Instant time) {
        PhaseStarted event = new PhaseStarted("exp-1", 1, phase, 2, 64, 0, 5, 10, 100);
        orders.hear(new Envelope<>("id", "/test", time, "exp-1", Map.of(), event));
    }

    @Test
    void aPhaseThatBeginsIsLookedAtFromAMomentBefore() throws InterruptedException {
        // When
        begun("finetune", NOW);

        // Then
        assertThat(orders.next(Duration.ZERO))
                .contains(new PictureOrder("exp-1", "finetune", 2, 64, NOW.minusSeconds(20)));
    }

    @Test
    void aPhaseWhoseBatchesAreGoneIsLeftOut() throws InterruptedException {
        // When
        begun("initial", NOW.minus(Duration.ofHours(1)));

        // Then
        assertThat(orders.next(Duration.ZERO)).isEmpty();
    }
}

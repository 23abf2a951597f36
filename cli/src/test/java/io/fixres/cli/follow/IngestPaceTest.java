package io.fixres.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.dataset.IngestJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IngestPaceTest {
    private static final long SECOND = 1_000_000_000L;

    private final IngestJob waiting = IngestJob.waiting("source", "/flowers.tgz", "folders", Instant.EPOCH);

    @Test
    void aJobThatNobodyHoldsHasNoPace() {
        assertThat(new IngestPace().at(waiting, 0)).isEmpty();
    }

    @Test
    void speedAndTimeLeftFollowFromTheShareRead() {
        // Given
        IngestPace pace = new IngestPace();
        IngestJob claimed = waiting.claimedBy("ingest");
        pace.at(claimed, 0);

        // When
        var reading = pace.at(claimed.beat(300, Optional.of(0.25)), 3 * SECOND).orElseThrow();

        // Then
        assertThat(reading.imagesPerSecond()).isEqualTo(100);
        assertThat(reading.total()).contains(1200L);
        assertThat(reading.left()).contains(Duration.ofSeconds(9));
    }

    @Test
    void aSourceOfUnknownSizeHasASpeedOnly() {
        // Given
        IngestPace pace = new IngestPace();
        IngestJob claimed = waiting.claimedBy("ingest");
        pace.at(claimed, 0);

        // When
        var reading = pace.at(claimed.beat(300, Optional.empty()), 3 * SECOND).orElseThrow();

        // Then
        assertThat(reading.imagesPerSecond()).isEqualTo(100);
        assertThat(reading.left()).isEmpty();
    }

    @Test
    void anotherAttemptBeginsAnew() {
        // Given
        IngestPace pace = new IngestPace();
        pace.at(waiting.claimedBy("first"), 0);
        IngestJob second = waiting.claimedBy("first").released(true).claimedBy("second");
        pace.at(second, 10 * SECOND);

        // When
        var reading = pace.at(second.beat(50, Optional.empty()), 11 * SECOND).orElseThrow();

        // Then
        assertThat(reading.imagesPerSecond()).isEqualTo(50);
    }
}

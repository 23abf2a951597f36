package io.fixres.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.topic.Topics;
import io.fixres.kit.metrics.DeadLetterCounter;
import io.fixres.kit.metrics.DocumentedMeters;
import io.fixres.trainer.metrics.TrainerMeters.Outcome;
import io.fixres.trainer.metrics.TrainerMeters.Saved;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrainerMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TrainerMeters meters = new TrainerMeters(registry);

    @Test
    void whatTheDocumentationSaysOfThemIsTrue() {
        assertThat(DocumentedMeters.faults(
                        "trainer-service", prometheus -> new TrainerMeters(prometheus).began("roses")))
                .isEmpty();
    }

    @Test
    void theTimeOfAStepFallsIntoTheBucketsUpFromItsLength() {
        // When
        meters.step(16, Duration.ofMillis(3), Duration.ofMillis(40));
        meters.step(16, Duration.ofMillis(3), Duration.ofMillis(50));
        meters.step(16, Duration.ofMillis(3), Duration.ofMillis(51));

        // Then
        CountAtBucket[] buckets =
                registry.get(TrainerMeters.STEP).timer().takeSnapshot().histogramCounts();
        assertThat(Arrays.stream(buckets)
                        .filter(bucket -> bucket.bucket(TimeUnit.MILLISECONDS) == 20)
                        .mapToDouble(CountAtBucket::count))
                .containsExactly(0.0);
        assertThat(Arrays.stream(buckets)
                        .filter(bucket -> bucket.bucket(TimeUnit.MILLISECONDS) == 50)
                        .mapToDouble(CountAtBucket::count))
                .containsExactly(2.0);
        assertThat(buckets[buckets.length - 1].count()).isEqualTo(3);
    }

    @Test
    void imagesStepsAndWaitsAreCountedApart() {
        // When
        meters.step(16, Duration.ofMillis(300), Duration.ofMillis(100));

        // Then
        assertThat(registry.get(TrainerMeters.IMAGES).counter().count()).isEqualTo(16);
        assertThat(registry.get(TrainerMeters.DATA_WAIT).timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(300);
        assertThat(registry.get(TrainerMeters.STEP).timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(100);
    }

    @Test
    void aSaveHasATimeAndASize() {
        // When
        meters.saved(Saved.CHECKPOINT, Duration.ofMillis(20), 1000);
        meters.saved(Saved.CHECKPOINT, Duration.ofMillis(20), 3000);

        // Then
        assertThat(registry.get(TrainerMeters.SAVE)
                        .tag("kind", "checkpoint")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get(TrainerMeters.SAVE_SIZE)
                        .tag("kind", "checkpoint")
                        .summary()
                        .mean())
                .isEqualTo(2000);
        assertThat(registry.get(TrainerMeters.SAVE_SIZE)
                        .tag("kind", "resume")
                        .summary()
                        .count())
                .isZero();
    }

    @Test
    void theNameOfTheExperimentIsThereWhileItIsTrained() {
        // When
        meters.began("roses");

        // Then
        assertThat(registry.get(TrainerMeters.EXPERIMENT)
                        .tag("experiment", "roses")
                        .gauge()
                        .value())
                .isEqualTo(1);

        // When
        meters.ended(Outcome.COMPLETED);

        // Then
        assertThat(registry.find(TrainerMeters.EXPERIMENT).gauge()).isNull();
    }

    @Test
    void deadLettersAreCountedByTopicWithoutItsResolution() {
        // When
        meters.deadLetter(Topics.EXPERIMENTS);
        meters.deadLetter(TrainerMeters.BATCHES);
        meters.deadLetter(TrainerMeters.BATCHES);

        // Then
        assertThat(registry.get(DeadLetterCounter.NAME)
                        .tag("topic", Topics.EXPERIMENTS)
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get(DeadLetterCounter.NAME)
                        .tag("topic", TrainerMeters.BATCHES)
                        .counter()
                        .count())
                .isEqualTo(2);
    }
}

package io.fixres.trainer.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.event.BatchOrdered;
import io.fixres.contracts.sampling.EpochOrder;
import io.fixres.trainer.TestRecipes;
import io.fixres.trainer.orders.PhasePlan;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BatchFeedProperties {
    private static final int IMAGE_BYTES = TestRecipes.RESOLUTION * TestRecipes.RESOLUTION * 3;

    @Property(tries = 150)
    void everyPositionIsTrainedOnOnceInOrderHoweverRepliesAreLostDoubledAndMixed(
            @ForAll @IntRange(min = 4, max = 60) int samples,
            @ForAll @IntRange(min = 1, max = 9) int batchSize,
            @ForAll @IntRange(min = 1, max = 8) int lanes,
            @ForAll @IntRange(min = 1, max = 40) int windowImages,
            @ForAll long chaos) {
        // Given
        PhasePlan plan = new PhasePlan(11, 0, TestRecipes.phase(batchSize, 2, false, "samples"), samples);
        FeedFixture fixture = new FeedFixture(plan, (long) windowImages * IMAGE_BYTES, lanes);
        List<Long> expected = new ArrayList<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            EpochOrder order = plan.order(epoch);
            for (long position = 0; position < plan.positions(); position++) {
                expected.add(order.sampleAt(position));
            }
        }

        // When
        List<Long> trained = train(plan, fixture, new Random(chaos));

        // Then
        assertThat(trained).isEqualTo(expected);
    }

    @Property(tries = 100)
    void bytesInFlightStayWithinTheWindowOrOneBatchAndOneSpan(
            @ForAll @IntRange(min = 1, max = 9) int batchSize,
            @ForAll @IntRange(min = 1, max = 8) int lanes,
            @ForAll @IntRange(min = 1, max = 40) int windowImages,
            @ForAll long chaos) {
        // Given
        PhasePlan plan = new PhasePlan(11, 0, TestRecipes.phase(batchSize, 2, false, "samples"), 50);
        FeedFixture fixture = new FeedFixture(plan, (long) windowImages * IMAGE_BYTES, lanes);
        int span = Math.max(1, windowImages / lanes) * lanes;
        long bound = Math.max(windowImages, batchSize + span) * (long) IMAGE_BYTES;

        // When
        List<Long> inFlight = new ArrayList<>();
        train(plan, fixture, new Random(chaos), inFlight);

        // Then
        assertThat(inFlight).isNotEmpty().allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(bound));
    }

    private static List<Long> train(PhasePlan plan, FeedFixture fixture, Random random) {
        return train(plan, fixture, random, new ArrayList<>());
    }

    private static List<Long> train(PhasePlan plan, FeedFixture fixture, Random random, List<Long> inFlight) {
        List<Long> trained = new ArrayList<>();
        List<Reply> onTheWay = new ArrayList<>();
        for (long steps = 0; steps < plan.steps(); ) {
            fixture.feed.tick();
            inFlight.add(fixture.feed.bytesInFlight());
            for (BatchOrdered order : fixture.augmenter.takeWaiting()) {
                int copies = random.nextInt(3);
                for (int copy = 0; copy < copies; copy++) {
                    onTheWay.add(fixture.augmenter.answer(order));
                }
            }
            Collections.shuffle(onTheWay, random);
            for (int n = random.nextInt(4); n > 0 && !onTheWay.isEmpty(); n--) {
                fixture.feed.accept(onTheWay.remove(onTheWay.size() - 1));
            }
            fixture.nanos.addAndGet(FeedFixture.DEADLINE.toNanos() / 4);
            Optional<Batch> batch = next(fixture.feed);
            if (batch.isPresent()) {
                trained.addAll(samples(batch.get()));
                fixture.feed.release(batch.get());
                steps++;
            }
        }
        return trained;
    }

    private static Optional<Batch> next(BatchFeed feed) {
        try {
            return feed.next(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The fake writes a sample's number into each of its pixels. */
    private static List<Long> samples(Batch batch) {
        ByteBuffer pixels = batch.pixels();
        List<Long> samples = new ArrayList<>();
        for (int i = 0; i < batch.n(); i++) {
            long sample = pixels.get(i * IMAGE_BYTES);
            assertThat(pixels.get((i + 1) * IMAGE_BYTES - 1)).isEqualTo((byte) sample);
            assertThat(batch.labels()[i]).isEqualTo((int) (sample % FeedFixture.CLASSES));
            samples.add(sample);
        }
        return samples;
    }
}

package io.fixres.trainer.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.BatchOrdered;
import io.fixres.contracts.format.BatchRecord;
import io.fixres.trainer.TestRecipes;
import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.orders.HeldImages;
import io.fixres.trainer.orders.PhasePlan;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchFeedTest {
    private static final int LANES = 4;

    private final PhasePlan plan = new PhasePlan(1, 0, TestRecipes.phase(4, 1, false, "samples"), 8);
    private final FeedFixture fixture = new FeedFixture(plan, 1 << 20, LANES);

    @Test
    void anOverdueOrderIsAskedAgainOneLaneFurther() {
        // Given
        fixture.feed.tick();
        BatchOrdered first = fixture.augmenter.takeWaiting().get(0);

        // When
        fixture.nanos.addAndGet(FeedFixture.DEADLINE.toNanos());
        fixture.feed.tick();

        // Then
        BatchOrdered again = fixture.augmenter.takeWaiting().stream()
                .filter(order -> order.lane() == first.lane())
                .findFirst()
                .orElseThrow();
        int sent = fixture.augmenter.orders().indexOf(again);
        assertThat(fixture.augmenter.partitions().get(sent)).isEqualTo((first.lane() + 1) % LANES);
        assertThat(again.from()).isEqualTo(first.from());
        assertThat(again.order()).isNotEqualTo(first.order());
        assertThat(fixture.count(TrainerMeters.REORDERS)).isEqualTo(4);
    }

    @Test
    void imagesThatAreHeldAreNotOrderedAndComeWithTheirClass() throws InterruptedException {
        // Given: even samples are held; under a squash an image has one look, so its key is its number
        HeldImages held = new HeldImages() {
            @Override
            public boolean holds(long key) {
                return key % 2 == 0;
            }

            @Override
            public int label(long key) {
                return (int) (key % FeedFixture.CLASSES);
            }
        };
        FeedFixture some = new FeedFixture(plan, 1 << 20, 1, held);

        // When
        some.feed.tick();
        for (BatchOrdered order : some.augmenter.takeWaiting()) {
            assertThat(order.skip()).hasSize(4);
            some.feed.accept(some.augmenter.answer(order));
        }

        // Then
        for (int index = 0; index < 2; index++) {
            Batch batch = some.feed.next(Duration.ZERO).orElseThrow();
            for (int i = 0; i < 4; i++) {
                long sample = plan.order(0).sampleAt(4L * index + i);
                assertThat(batch.keys()[i]).isEqualTo(sample);
                assertThat(batch.labels()[i]).isEqualTo((int) (sample % FeedFixture.CLASSES));
                if (sample % 2 == 1) {
                    assertThat(batch.pixels().get(i * plan.imageBytes())).isEqualTo((byte) sample);
                }
            }
            some.feed.release(batch);
        }
        assertThat(some.count(TrainerMeters.REUSED)).isEqualTo(4);
    }

    @Test
    void whenAllImagesAreHeldNothingIsOrdered() throws InterruptedException {
        // Given
        HeldImages all = new HeldImages() {
            @Override
            public boolean holds(long key) {
                return true;
            }

            @Override
            public int label(long key) {
                return 1;
            }
        };
        FeedFixture none = new FeedFixture(plan, 1 << 20, LANES, all);

        // When
        none.feed.tick();

        // Then
        assertThat(none.augmenter.orders()).isEmpty();
        assertThat(none.feed.next(Duration.ZERO)).isPresent();
    }

    @Test
    void anOrderIsNotAskedAgainBeforeItsDeadlineNorSoonAfterItsRepetition() {
        // Given
        fixture.feed.tick();
        fixture.nanos.addAndGet(FeedFixture.DEADLINE.toNanos());
        fixture.feed.tick();
        fixture.augmenter.takeWaiting();

        // When
        fixture.nanos.addAndGet(FeedFixture.DEADLINE.toNanos());
        fixture.feed.tick();

        // Then
        assertThat(fixture.augmenter.takeWaiting()).isEmpty();
    }

    @Test
    void aSpoiltOrderIsAskedAgainAtOnce() {
        // Given
        fixture.feed.tick();
        BatchOrdered order = fixture.augmenter.takeWaiting().get(0);

        // When
        fixture.feed.spoilt(order.order());

        // Then
        assertThat(fixture.augmenter.takeWaiting()).singleElement().satisfies(again -> assertThat(again.lane())
                .isEqualTo(order.lane()));
    }

    @Test
    void imagesThatCameAlreadyAreCountedAndDropped() {
        // Given
        fixture.feed.tick();
        BatchOrdered order = fixture.augmenter.takeWaiting().get(0);
        Reply reply = fixture.augmenter.answer(order);
        fixture.feed.accept(reply);

        // When
        fixture.feed.accept(reply);

        // Then
        assertThat(fixture.count(TrainerMeters.DUPLICATES))
                .isEqualTo(reply.record().positions().length);
    }

    @Test
    void aReplyOfAnotherResolutionIsRefused() {
        // Given
        fixture.feed.tick();
        Reply reply = new Reply(0, "x", new BatchRecord(ByteBuffer.allocate(48), new long[1], new long[1], 4, 4));

        // When / Then
        assertThatThrownBy(() -> fixture.feed.accept(reply))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("4 by 4");
    }

    @Test
    void aReplyWithAnUnknownClassIsRefusedWhole() {
        // Given
        fixture.feed.tick();
        Reply good = fixture.augmenter.answer(fixture.augmenter.takeWaiting().get(0));
        good.record().labels()[0] = FeedFixture.CLASSES;

        // When / Then
        assertThatThrownBy(() -> fixture.feed.accept(good)).hasMessageContaining("label 5 of 5 classes");
    }

    @Test
    void whoeverWaitsForABatchHearsThatNoneWillCome() {
        // Given
        fixture.feed.fail(new OutOfMemoryError("direct"));

        // When / Then
        assertThatThrownBy(() -> fixture.feed.next(Duration.ofSeconds(1)))
                .isInstanceOf(FeedFailedException.class)
                .hasRootCauseInstanceOf(OutOfMemoryError.class);
    }
}

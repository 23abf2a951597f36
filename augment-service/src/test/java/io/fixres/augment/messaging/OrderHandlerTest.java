package io.fixres.augment.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.augment.AugmentMeters;
import io.fixres.augment.AugmentMeters.Outcome;
import io.fixres.augment.TinyDataset;
import io.fixres.augment.batch.BatchAssembler;
import io.fixres.augment.batch.ImageWorkers;
import io.fixres.augment.batch.RecordValues;
import io.fixres.augment.dataset.DecodedImages;
import io.fixres.augment.dataset.DiskCache;
import io.fixres.augment.dataset.EncodedImages;
import io.fixres.augment.dataset.SplitIndexes;
import io.fixres.contracts.event.BatchOrdered;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.contracts.event.FixresEvent;
import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.format.BatchRecord;
import io.fixres.contracts.format.BatchRecordFormat;
import io.fixres.contracts.sampling.EpochOrder;
import io.fixres.contracts.sampling.Shuffle;
import io.fixres.contracts.transform.TransformSpec;
import io.fixres.contracts.transform.TransformStep;
import io.fixres.kit.messaging.Envelopes;
import io.fixres.kit.store.InMemoryObjectStore;
import io.fixres.kit.tracing.RecordedSpans;
import io.fixres.kit.tracing.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderHandlerTest {
    private static final long NOW = 1_000_000;
    private static final long LATER = NOW + 10_000;
    private static final int LANES = 2;

    @TempDir
    private Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final RecordingBatchProducer producer = new RecordingBatchProducer();
    private final RecordedSpans spans = new RecordedSpans();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void storeDataset() {
        TinyDataset.store(store);
    }

    @Test
    void anOrderIsAnsweredWithItsLaneByPosition() {
        // Given
        EpochOrder epoch = new EpochOrder(7, 0, 3, TinyDataset.TRAIN, Shuffle.SAMPLES, 4);

        // When
        Outcome outcome = handler(producer, 2, 0, Long.MAX_VALUE).handle(event(order("train", 1, LATER)));

        // Then
        assertThat(outcome).isEqualTo(Outcome.ANSWERED);
        BatchRecord record = BatchRecordFormat.read(producer.values.get(0));
        assertThat(record.height()).isEqualTo(32);
        List<Long> expected = new ArrayList<>();
        for (long position = 2; position < 18; position++) {
            if (epoch.sampleAt(position) % LANES == 1) {
                expected.add(position);
            }
        }
        assertThat(record.positions())
                .containsExactly(expected.stream().mapToLong(p -> p).toArray());
        assertThat(record.labels())
                .containsExactly(Arrays.stream(record.positions())
                        .map(p -> TinyDataset.label((int) epoch.sampleAt(p)))
                        .toArray());
    }

    @Test
    void twoAugmentersAnswerWithEqualBytes() {
        // Given
        RecordingBatchProducer other = new RecordingBatchProducer();
        byte[] order = event(order("train", 0, LATER));

        // When: one thread, no disk and no memory to cache, against three threads that answer twice
        handler(producer, 1, 0, 0).handle(order);
        OrderHandler cached = handler(other, 3, Long.MAX_VALUE, Long.MAX_VALUE);
        cached.handle(order);
        cached.handle(order);

        // Then
        assertThat(other.values).hasSize(2).allSatisfy(value -> assertThat(value)
                .isEqualTo(producer.values.get(0)));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void noTransformTouchesTheLabels(List<TransformStep> transform) {
        // Given
        handler(producer, 1, 0, 0).handle(event(order("train", 1, LATER)));

        // When
        handler(producer, 1, 0, 0).handle(event(with(order("train", 1, LATER), transform)));

        // Then
        BatchRecord plain = BatchRecordFormat.read(producer.values.get(0));
        BatchRecord record = BatchRecordFormat.read(producer.values.get(1));
        assertThat(record.labels()).containsExactly(plain.labels());
        assertThat(record.positions()).containsExactly(plain.positions());
        assertThat(producer.values.get(1)).isNotEqualTo(producer.values.get(0));
    }

    static Stream<List<TransformStep>> transforms() {
        return Stream.concat(
                Stream.of("keras_fixres_train", "fixres_finetune", "d2l_all", "squash")
                        .map(name -> new TransformSpec.Named(name).steps(32)),
                Stream.of(List.of(
                        new TransformStep.Squash(32, null, null),
                        new TransformStep.TrivialAugment(null),
                        new TransformStep.RandomErasing(1.0, null, null, null))));
    }

    @Test
    void anotherEpochLooksDifferent() {
        // Given
        OrderHandler handler = handler(producer, 1, 0, Long.MAX_VALUE);
        BatchOrdered order = order("train", 0, LATER);

        // When
        handler.handle(event(order));
        handler.handle(event(with(order, order.epoch() + 1, Shuffle.SAMPLES, 32)));

        // Then
        assertThat(producer.values.get(1)).isNotEqualTo(producer.values.get(0));
    }

    @Test
    void aLateOrderIsDroppedAndCounted() {
        // When
        Outcome outcome = handler(producer, 1, 0, 0).handle(event(order("train", 0, NOW)));

        // Then
        assertThat(outcome).isEqualTo(Outcome.LATE);
        assertThat(producer.values).isEmpty();
        assertThat(orders("late")).isEqualTo(1);
    }

    @Test
    void anOrderOutlastsABrokerThatIsAway() {
        // Given
        producer.failures = 1;

        // When
        Outcome outcome = handler(producer, 1, 0, 0).handle(event(order("train", 0, LATER)));

        // Then
        assertThat(outcome).isEqualTo(Outcome.ANSWERED);
        assertThat(producer.values).hasSize(1);
    }

    @Test
    void anOrderIsDroppedWhenTheStoreStaysAwayPastTheDeadline() {
        // Given
        store.available(false);
        ArrayList<Long> times = new ArrayList<>(List.of(NOW, LATER));
        OrderHandler handler = handler(producer, 1, 0, 0, new TickingClock(times));

        // When
        Outcome outcome = handler.handle(event(order("train", 0, LATER)));

        // Then
        assertThat(outcome).isEqualTo(Outcome.LATE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nowhere | train      | 20 | 32   | dataset 'nowhere' is not in the store",
                "ds-tiny | autumn     | 20 | 32   | split 'autumn' must be train, validation or test",
                "ds-tiny | train      | 21 | 32   | speaks of 21 samples",
                "ds-tiny | train      | 20 | 33   | the resolution is 33",
                "ds-tiny | train      | 20 | 9000 | must be 1 to 1664 pixels",
            })
    void anOrderThatCannotBeObeyedIsRefusedWithItsReason(
            String dataset, String split, long samples, int resolution, String reason) {
        // Given
        BatchOrdered o = order(split, 0, LATER);
        BatchOrdered order = new BatchOrdered(
                o.order(),
                o.experiment(),
                1,
                dataset,
                0,
                3,
                resolution,
                o.transform(),
                7,
                split,
                samples,
                o.shuffle(),
                4,
                2,
                18,
                0,
                LANES,
                List.of(),
                LATER,
                o.replyTopic(),
                0);

        // When / Then
        assertThatThrownBy(() -> handler(producer, 1, 0, 0).handle(event(order)))
                .hasMessageContaining(reason);
        assertThat(orders("refused")).isEqualTo(1);
    }

    @Test
    void bytesThatAreNoEventAreRefused() {
        assertThatThrownBy(() -> handler(producer, 1, 0, 0).handle("{".getBytes(UTF_8)))
                .hasMessageContaining("not JSON");
        assertThat(orders("refused")).isEqualTo(1);
    }

    @Test
    void anotherKindOfEventIsRefused() {
        assertThatThrownBy(() -> handler(producer, 1, 0, 0).handle(event(new ExperimentCancelled("e1"))))
                .hasMessageContaining("BatchOrdered only");
    }

    @Test
    void anOrderIsAnsweredWithinItsTraceAndOneThatIsNotSampledIsNotRecorded() {
        // Given
        OrderHandler handler = handler(producer, 1, 0, 0);
        TraceContext run = TraceContext.ofExperiment("e1");

        // When
        handler.handle(Traces.carrying(run, () -> event(order("train", 0, NOW + 1000))));
        handler.handle(Traces.carrying(run.unsampled(), () -> event(order("train", 1, NOW + 1000))));
        handler.handle(event(order("train", 0, NOW + 1000)));

        // Then
        assertThat(spans.ended()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("answer order");
            assertThat(span.getTraceId()).isEqualTo(run.traceId());
            assertThat(span.getParentSpanId()).isEqualTo(run.spanId());
        });
    }

    private double orders(String outcome) {
        return registry.get("fixres.augment.orders")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private OrderHandler handler(RecordingBatchProducer to, int threads, long diskBytes, long cacheBytes) {
        return handler(to, threads, diskBytes, cacheBytes, Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    }

    private OrderHandler handler(RecordingBatchProducer to, int threads, long diskBytes, long cacheBytes, Clock clock) {
        AugmentMeters meters = new AugmentMeters(registry);
        EncodedImages encoded = new EncodedImages(store, new DiskCache(directory, true, diskBytes), meters);
        RecordValues values = new RecordValues();
        BatchAssembler assembler =
                new BatchAssembler(new DecodedImages(encoded, meters, cacheBytes), new ImageWorkers(threads), values);
        return new OrderHandler(
                new SplitIndexes(store, directory), assembler, values, to, meters, spans.traces(), clock);
    }

    private static byte[] event(FixresEvent data) {
        return EnvelopeCodec.write(Envelopes.of("/fixres/test", "e1", "id", data));
    }

    private static BatchOrdered order(String split, int lane, long deadline) {
        return new BatchOrdered(
                "o1",
                "e1",
                1,
                TinyDataset.ID,
                0,
                3,
                32,
                new TransformSpec.Named("fixres_train").steps(32),
                7,
                split,
                TinyDataset.TRAIN,
                Shuffle.SAMPLES,
                4,
                2,
                18,
                lane,
                LANES,
                List.of(),
                deadline,
                "fixres.batches.32",
                0);
    }

    private static BatchOrdered with(BatchOrdered o, List<TransformStep> transform) {
        return new BatchOrdered(
                o.order(),
                o.experiment(),
                o.attempt(),
                o.dataset(),
                o.phaseIndex(),
                o.epoch(),
                o.resolution(),
                transform,
                o.seed(),
                o.split(),
                o.samples(),
                o.shuffle(),
                o.batchSize(),
                o.from(),
                o.to(),
                o.lane(),
                o.lanes(),
                o.skip(),
                o.deadline(),
                o.replyTopic(),
                o.replyPartition());
    }

    private static BatchOrdered with(BatchOrdered o, int epoch, Shuffle shuffle, int resolution) {
        return new BatchOrdered(
                o.order(),
                o.experiment(),
                o.attempt(),
                o.dataset(),
                o.phaseIndex(),
                epoch,
                resolution,
                o.transform(),
                o.seed(),
                o.split(),
                o.samples(),
                shuffle,
                o.batchSize(),
                o.from(),
                o.to(),
                o.lane(),
                o.lanes(),
                o.skip(),
                o.deadline(),
                o.replyTopic(),
                o.replyPartition());
    }
}

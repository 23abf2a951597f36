package io.fixres.benchmarks;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.contracts.topic.Topics;
import io.fixres.kit.messaging.KafkaTopics;
import io.fixres.trainer.assembly.Batch;
import io.fixres.trainer.assembly.BatchFeed;
import io.fixres.trainer.assembly.FeedWindow;
import io.fixres.trainer.assembly.ReplyFilter;
import io.fixres.trainer.assembly.ReplyReader;
import io.fixres.trainer.lease.StopSignal;
import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.orders.HeldImages;
import io.fixres.trainer.orders.KafkaRecordSender;
import io.fixres.trainer.orders.OrderAddress;
import io.fixres.trainer.orders.OrderBook;
import io.fixres.trainer.orders.PhasePlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Orders and replies of one phase as the trainer sends and reads them, with the trainer's own classes and limits. */
final class KafkaFeed implements AutoCloseable {
    private static final long WINDOW_BYTES = 32L << 20;
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BatchFeed feed;
    private final ReplyReader reader;
    private final KafkaRecordSender sender;
    private final PhasePlan plan;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    /**
     * Opens a feed.
     *
     * @param attempt keeps replies of different feeds apart
     */
    KafkaFeed(LocalStack stack, String dataset, PhaseSpec phase, int attempt) {
        DatasetManifest manifest = Json.read(
                stack.store()
                        .get(ObjectKeys.datasetManifest(dataset))
                        .orElseThrow()
                        .content(),
                DatasetManifest.class);
        this.plan = new PhasePlan(attempt, 0, phase, manifest.samples(Split.TRAIN));
        String topic = Topics.batches(phase.resolution());
        KafkaTopics.ensure(
                stack.kafka(), List.of(Topics.batchesSpec(phase.resolution()), Topics.deadLetterSpec(topic)));
        TrainerMeters meters = new TrainerMeters(registry);
        this.sender = new KafkaRecordSender(stack.kafka(), meters);
        OrderAddress address = new OrderAddress("benchmark", attempt, dataset, sender.lanes(), topic, 0);
        OrderBook orders = new OrderBook(plan, address, DEADLINE, sender, System::nanoTime, meters);
        this.feed = new BatchFeed(
                plan,
                manifest.classes().size(),
                new FeedWindow(WINDOW_BYTES, address.lanes()),
                0,
                0,
                orders,
                HeldImages.NONE,
                meters);
        this.reader = new ReplyReader(
                stack.kafka(),
                new TopicPartition(topic, 0),
                new ReplyFilter("benchmark", attempt, 0),
                feed,
                sender,
                new StopSignal());
    }

    /** The next batch; give it back with {@link #release}. */
    Batch next() {
        try {
            Optional<Batch> batch = feed.next(PATIENCE);
            return batch.orElseThrow(() -> new IllegalStateException("no batch within " + PATIENCE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
    }

    void release(Batch batch) {
        feed.release(batch);
    }

    /** Images of one epoch. */
    long samples() {
        return plan.samples();
    }

    /** Takes and releases batches until so many images are through. */
    void pass(long images) {
        for (long passed = 0; passed < images; ) {
            Batch batch = next();
            passed += batch.n();
            release(batch);
        }
    }

    /** Images a second over so many seconds. */
    double rate(double seconds) {
        long start = System.nanoTime();
        long images = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            Batch batch = next();
            images += batch.n();
            release(batch);
        }
        return images * 1e9 / (System.nanoTime() - start);
    }

    /** Orders that were asked again. */
    double reorders() {
        return registry.get(TrainerMeters.REORDERS).counter().count();
    }

    @Override
    public void close() {
        reader.close();
        sender.close();
    }
}

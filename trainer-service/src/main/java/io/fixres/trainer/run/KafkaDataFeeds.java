package io.fixres.trainer.run;

import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.Lease;
import io.fixres.contracts.experiment.ExperimentState.ReplyPartition;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.contracts.topic.Topics;
import io.fixres.kit.messaging.KafkaTopics;
import io.fixres.kit.store.ObjectStore;
import io.fixres.trainer.assembly.Batch;
import io.fixres.trainer.assembly.BatchFeed;
import io.fixres.trainer.assembly.FeedWindow;
import io.fixres.trainer.assembly.ReplyFilter;
import io.fixres.trainer.assembly.ReplyReader;
import io.fixres.trainer.lease.RunState;
import io.fixres.trainer.lease.StopSignal;
import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.orders.HeldImages;
import io.fixres.trainer.orders.KafkaRecordSender;
import io.fixres.trainer.orders.OrderAddress;
import io.fixres.trainer.orders.OrderBook;
import io.fixres.trainer.orders.PhasePlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Orders batches of augmenters and reads their replies. */
public final class KafkaDataFeeds implements DataFeeds {
    private final Map<String, Object> clientProperties;
    private final ObjectStore store;
    private final TrainerMeters meters;
    private final long windowBytes;
    private final Duration orderDeadline;

    /** With the limits of the configuration. */
    public KafkaDataFeeds(
            Map<String, Object> clientProperties,
            ObjectStore store,
            TrainerMeters meters,
            long windowBytes,
            Duration orderDeadline) {
        this.clientProperties = clientProperties;
        this.store = store;
        this.meters = meters;
        this.windowBytes = windowBytes;
        this.orderDeadline = orderDeadline;
    }

    @Override
    public Feed open(
            RunState state, PhasePlan plan, int classes, int epoch, long position, HeldImages held, StopSignal signal) {
        int resolution = plan.phase().resolution();
        String topic = Topics.batches(resolution);
        KafkaTopics.ensure(clientProperties, List.of(Topics.batchesSpec(resolution), Topics.deadLetterSpec(topic)));
        int partition = takePartition(state, topic);
        KafkaRecordSender sender = new KafkaRecordSender(clientProperties, meters);
        try {
            String experiment = state.current().experiment();
            OrderAddress address = new OrderAddress(
                    experiment,
                    state.attempt(),
                    state.current().dataset().orElseThrow(),
                    sender.lanes(),
                    topic,
                    partition);
            OrderBook orders = new OrderBook(plan, address, orderDeadline, sender, System::nanoTime, meters);
            BatchFeed feed = new BatchFeed(
                    plan, classes, new FeedWindow(windowBytes, address.lanes()), epoch, position, orders, held, meters);
            ReplyReader reader = new ReplyReader(
                    clientProperties,
                    new TopicPartition(topic, partition),
                    new ReplyFilter(experiment, state.attempt(), plan.phaseIndex()),
                    feed,
                    sender,
                    signal);
            return new KafkaFeed(feed, reader, sender);
        } catch (RuntimeException e) {
            sender.close();
            throw e;
        }
    }

    /**
     * A partition that no live lease holds. Two trainers that choose at the same time may take one together: each drops
     * the other's records, so that costs time and nothing else.
     */
    private int takePartition(RunState state, String topic) {
        Set<Integer> taken = store.list(ObjectKeys.QUEUE).stream()
                .map(entry -> entry.substring(entry.indexOf('-') + 1))
                .filter(experiment -> !experiment.equals(state.current().experiment()))
                .flatMap(experiment -> store.get(ObjectKeys.state(experiment)).stream())
                .map(object -> Json.read(object.content(), ExperimentState.class))
                .filter(other -> other.status() == ExperimentStatus.RUNNING)
                .flatMap(other -> other.lease().flatMap(Lease::reply).stream())
                .filter(reply -> reply.topic().equals(topic))
                .map(ReplyPartition::partition)
                .collect(Collectors.toSet());
        int partition = IntStream.range(0, Topics.BATCH_PARTITIONS)
                .filter(p -> !taken.contains(p))
                .findFirst()
                .orElse(Math.floorMod(state.current().experiment().hashCode(), Topics.BATCH_PARTITIONS));
        state.change(edit -> state.current()
                .lease()
                .ifPresent(lease -> edit.lease(new Lease(
                        lease.trainer(),
                        lease.beat() + 1,
                        lease.termSeconds(),
                        Optional.of(new ReplyPartition(topic, partition))))));
        return partition;
    }

    private record KafkaFeed(BatchFeed feed, ReplyReader reader, KafkaRecordSender sender) implements Feed {
        @Override
        public Optional<Batch> next(Duration patience) throws InterruptedException {
            return feed.next(patience);
        }

        @Override
        public void release(Batch batch) {
            feed.release(batch);
        }

        @Override
        public void close() {
            reader.close();
            sender.close();
        }
    }
}

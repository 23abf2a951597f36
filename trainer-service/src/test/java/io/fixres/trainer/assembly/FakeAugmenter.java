package io.fixres.trainer.assembly;

import io.fixres.contracts.event.BatchOrdered;
import io.fixres.contracts.format.BatchRecord;
import io.fixres.contracts.sampling.EpochOrder;
import io.fixres.trainer.orders.OrderSender;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Answers orders with images whose bytes are the sample's number, its class being the number modulo the classes. */
public final class FakeAugmenter implements OrderSender {
    private final int classes;
    private final List<BatchOrdered> orders = new ArrayList<>();
    private final List<Integer> partitions = new ArrayList<>();
    private final List<BatchOrdered> waiting = new ArrayList<>();

    /** For a dataset of so many classes. */
    public FakeAugmenter(int classes) {
        this.classes = classes;
    }

    @Override
    public synchronized void send(BatchOrdered order, int partition) {
        orders.add(order);
        partitions.add(partition);
        waiting.add(order);
    }

    /** Every order so far. */
    public synchronized List<BatchOrdered> orders() {
        return List.copyOf(orders);
    }

    /** The partition of every order so far. */
    public synchronized List<Integer> partitions() {
        return List.copyOf(partitions);
    }

    /** The orders since the last call, which are then not given again. */
    public synchronized List<BatchOrdered> takeWaiting() {
        List<BatchOrdered> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** The answer to an order. */
    public Reply answer(BatchOrdered order) {
        EpochOrder epoch = new EpochOrder(
                order.seed(), order.phaseIndex(), order.epoch(), order.samples(), order.shuffle(), order.batchSize());
        long[] positions = LongStream.range(order.from(), order.to())
                .filter(p -> epoch.sampleAt(p) % order.lanes() == order.lane())
                .filter(p -> !order.skip().contains(p))
                .toArray();
        int imageBytes = order.resolution() * order.resolution() * 3;
        ByteBuffer pixels = ByteBuffer.allocate(positions.length * imageBytes);
        long[] labels = new long[positions.length];
        for (int i = 0; i < positions.length; i++) {
            long sample = epoch.sampleAt(positions[i]);
            labels[i] = sample % classes;
            for (int b = 0; b < imageBytes; b++) {
                pixels.put((byte) sample);
            }
        }
        return new Reply(
                order.epoch(),
                order.order(),
                new BatchRecord(pixels.flip(), labels, positions, order.resolution(), order.resolution()));
    }
}

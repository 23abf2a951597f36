package io.fixres.trainer.assembly;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.format.BatchRecord;
import io.fixres.contracts.format.BatchRecordFormat;
import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.orders.HeldImages;
import io.fixres.trainer.orders.Order;
import io.fixres.trainer.orders.OrderBook;
import io.fixres.trainer.orders.PhasePlan;
import io.fixres.trainer.orders.Span;
import io.fixres.trainer.orders.SpanCutter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The batches of one phase in order of position. It orders ahead, across epochs, until the bytes that are ordered or
 * received and not yet released reach the window; puts each image where its position says; and hands out a batch when it
 * is whole and all before it were handed out. A monitor: the reply reader fills it, the training thread empties it.
 */
public final class BatchFeed {
    private final PhasePlan plan;
    private final int classes;
    private final long windowImages;
    private final SpanCutter cutter;
    private final OrderBook orders;
    private final BatchBuffers buffers;
    private final HeldImages held;
    private final TrainerMeters meters;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private long imagesInFlight;
    private Throwable failure;

    /**
     * A feed that has ordered nothing yet; {@link #tick} makes it begin.
     *
     * @param classes number of classes; labels are below it
     * @param windowBytes bytes of pixels under way at most; one batch and one span are always allowed
     * @param epoch where it begins
     * @param position where it begins, a multiple of the batch size
     */
    public BatchFeed(
            PhasePlan plan,
            int classes,
            FeedWindow window,
            int epoch,
            long position,
            OrderBook orders,
            HeldImages held,
            TrainerMeters meters) {
        this.plan = plan;
        this.classes = classes;
        this.windowImages = window.bytes() / plan.imageBytes();
        long laneImages = windowImages / window.lanes();
        int perLane = (int)
                Math.max(1, Math.min(BatchRecordFormat.maxImages(plan.phase().resolution()), laneImages));
        this.cutter = new SpanCutter(plan, window.lanes(), perLane, epoch, position, held);
        this.orders = orders;
        this.held = held;
        this.buffers = new BatchBuffers(plan.imageBytes(), plan.phase().batchSize());
        this.meters = meters;
    }

    /** Asks again for what is overdue and orders ahead as far as the window allows. */
    public synchronized void tick() {
        orders.askAgain();
        orderAhead();
    }

    /**
     * Puts the images of a reply in place; what is in place already, or was trained on, is dropped.
     *
     * @throws MalformedDocumentException if the reply cannot belong to this phase; the order is asked again
     */
    public synchronized void accept(Reply reply) {
        BatchRecord record = reply.record();
        check(reply);
        int dropped = 0;
        for (int i = 0; i < record.positions().length; i++) {
            if (!place(reply.epoch(), record, i)) {
                dropped++;
            }
        }
        if (dropped > 0) {
            meters.duplicates(dropped);
        }
        report();
        notifyAll();
    }

    /** An order whose answer was damaged is asked again at once. */
    public synchronized void spoilt(String order) {
        orders.spoilt(order);
        orders.askAgain();
    }

    /** Whoever waits for a batch is told that none will come. */
    public synchronized void fail(Throwable reason) {
        failure = reason;
        notifyAll();
    }

    /**
     * The next batch in order of position; empty if it is not whole within the time given.
     *
     * @throws FeedFailedException if no more will come
     */
    public synchronized Optional<Batch> next(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (failure != null || batches.isEmpty() || !batches.peek().whole()) {
            if (failure != null) {
                throw new FeedFailedException(failure);
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return Optional.of(batches.peek());
    }

    /** The batch that was handed out is trained on: its buffer is used again and more is ordered. */
    public synchronized void release(Batch batch) {
        if (batches.poll() != batch) {
            throw new IllegalStateException("batches are released in the order in which they were handed out");
        }
        buffers.give(batch.buffer());
        imagesInFlight -= batch.n();
        orderAhead();
    }

    /** Bytes of pixels that are ordered or received and not yet released. */
    public synchronized long bytesInFlight() {
        return imagesInFlight * plan.imageBytes();
    }

    private void orderAhead() {
        Optional<Span> span = cutter.peek();
        while (span.isPresent() && allowed(span.get())) {
            order(span.get());
            cutter.take();
            span = cutter.peek();
        }
        report();
    }

    /** A window smaller than a batch would stand still, so what completes the batch at the head is always ordered. */
    private boolean allowed(Span span) {
        if (imagesInFlight + span.laneOf().length <= windowImages || batches.isEmpty()) {
            return true;
        }
        Batch head = batches.peek();
        return span.epoch() == head.epoch()
                && span.from() < (head.index() * plan.phase().batchSize()) + head.n();
    }

    private void order(Span span) {
        Order[] owners = orders.place(span);
        for (int i = 0; i < owners.length; i++) {
            long position = span.from() + i;
            int slot = (int) (position % plan.phase().batchSize());
            Batch batch = batchOf(span.epoch(), position);
            batch.owner(slot, owners[i], span.keys()[i]);
            if (span.held(i)) {
                batch.held(slot, held.label(span.keys()[i]));
                meters.reused();
            }
        }
        imagesInFlight += owners.length;
        notifyAll(); // a batch of held images is whole at once
    }

    private Batch batchOf(int epoch, long position) {
        long index = position / plan.phase().batchSize();
        Batch last = batches.peekLast();
        if (last == null || last.epoch() != epoch || last.index() != index) {
            last = new Batch(epoch, index, plan.batchImages(index), plan.imageBytes(), buffers.take());
            batches.add(last);
        }
        return last;
    }

    private boolean place(int epoch, BatchRecord record, int i) {
        long position = record.positions()[i];
        int slot = (int) (position % plan.phase().batchSize());
        Optional<Batch> batch = find(epoch, position / plan.phase().batchSize());
        Order owner = batch.map(b -> b.owner(slot)).orElse(null);
        if (owner == null || batch.get().holds(slot)) {
            return false;
        }
        batch.get().place(slot, record.pixels(), i * plan.imageBytes(), (int) record.labels()[i]);
        orders.arrived(owner);
        return true;
    }

    private Optional<Batch> find(int epoch, long index) {
        for (Batch batch : batches) {
            if (batch.epoch() == epoch && batch.index() == index) {
                return Optional.of(batch);
            }
        }
        return Optional.empty();
    }

    private void check(Reply reply) {
        BatchRecord record = reply.record();
        int resolution = plan.phase().resolution();
        if (record.height() != resolution || record.width() != resolution) {
            throw new MalformedDocumentException(
                    "the record's images are " + record.height() + " by " + record.width()
                            + " pixels, the phase asks for " + resolution,
                    null);
        }
        for (int i = 0; i < record.positions().length; i++) {
            long position = record.positions()[i];
            long label = record.labels()[i];
            if (position < 0 || position >= plan.samples() || label < 0 || label >= classes) {
                throw new MalformedDocumentException(
                        "the record has label " + label + " of " + classes + " classes at position " + position + " of "
                                + plan.samples(),
                        null);
            }
        }
    }

    private void report() {
        meters.inFlight(orders.size(), imagesInFlight * plan.imageBytes());
    }
}

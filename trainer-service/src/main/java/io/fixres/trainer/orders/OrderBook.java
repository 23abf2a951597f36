package io.fixres.trainer.orders;

import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.event.BatchOrdered;
import io.fixres.trainer.metrics.TrainerMeters;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The orders that are under way. One that is overdue is asked again one partition further, each time after a longer
 * wait, for as long as the experiment lives. Not safe for use by several threads.
 */
public final class OrderBook {
    /** Waiting for an answer doubles this often at most, so that a new augmenter is noticed within minutes. */
    private static final int MAX_DOUBLINGS = 3;

    private final PhasePlan plan;
    private final OrderAddress address;
    private final Duration deadline;
    private final OrderSender sender;
    private final LongSupplier nanos;
    private final TrainerMeters meters;
    private final Set<Order> open = new LinkedHashSet<>();

    /**
     * An empty book.
     *
     * @param deadline how long the first answer may take
     * @param nanos monotonic nanoseconds
     */
    public OrderBook(
            PhasePlan plan,
            OrderAddress address,
            Duration deadline,
            OrderSender sender,
            LongSupplier nanos,
            TrainerMeters meters) {
        this.plan = plan;
        this.address = address;
        this.deadline = deadline;
        this.sender = sender;
        this.nanos = nanos;
        this.meters = meters;
    }

    /** Sends one order for each lane of a span; gives the order of each position, null where the image is held. */
    public Order[] place(Span span) {
        Order[] byLane = new Order[address.lanes()];
        Order[] owners = new Order[span.laneOf().length];
        for (int i = 0; i < owners.length; i++) {
            if (!span.held(i)) {
                int lane = span.lane(i);
                if (byLane[lane] == null) {
                    byLane[lane] = new Order(span.epoch(), span.from(), span.to(), lane);
                }
                byLane[lane].expectOne();
                owners[i] = byLane[lane];
            }
        }
        for (int i = 0; i < owners.length; i++) {
            if (span.held(i) && byLane[span.lane(i)] != null) {
                byLane[span.lane(i)].skip(span.from() + i);
            }
        }
        for (Order order : byLane) {
            if (order != null) {
                open.add(order);
                send(order);
            }
        }
        return owners;
    }

    /** Notes that an image of an order is in place. */
    public void arrived(Order order) {
        if (order.arrived()) {
            open.remove(order);
            if (order.retries() > 0) {
                meters.lateOrder();
            }
        }
    }

    /** Asks again for what is overdue. */
    public void askAgain() {
        long now = nanos.getAsLong();
        for (Order order : open) {
            if (now - order.due() >= 0) {
                order.retry();
                meters.reorder();
                send(order);
            }
        }
    }

    /** An answer to this order was not usable: it is due at once. */
    public void spoilt(String orderId) {
        open.stream()
                .filter(order -> order.id(plan.phaseIndex()).equals(orderId))
                .forEach(order -> order.due(nanos.getAsLong()));
    }

    /** Number of orders under way. */
    public int size() {
        return open.size();
    }

    private void send(Order order) {
        Duration patience = deadline.multipliedBy(1L << Math.min(order.retries(), MAX_DOUBLINGS));
        order.due(nanos.getAsLong() + patience.toNanos());
        meters.ordered();
        sender.send(event(order, patience), (order.lane() + order.retries()) % address.lanes());
    }

    private BatchOrdered event(Order order, Duration patience) {
        return new BatchOrdered(
                order.id(plan.phaseIndex()),
                address.experiment(),
                address.attempt(),
                address.dataset(),
                plan.phaseIndex(),
                order.epoch(),
                plan.phase().resolution(),
                plan.phase().transform().steps(plan.phase().resolution()),
                plan.seed(),
                Split.TRAIN.id(),
                plan.samples(),
                plan.phase().shuffle(),
                plan.phase().batchSize(),
                order.from(),
                order.to(),
                order.lane(),
                address.lanes(),
                order.skip(),
                System.currentTimeMillis() + patience.toMillis(),
                address.replyTopic(),
                address.replyPartition());
    }
}

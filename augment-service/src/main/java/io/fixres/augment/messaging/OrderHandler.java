package io.fixres.augment.messaging;

import io.fixres.augment.AugmentMeters;
import io.fixres.augment.AugmentMeters.Outcome;
import io.fixres.augment.batch.BatchAssembler;
import io.fixres.augment.dataset.SplitIndex;
import io.fixres.augment.dataset.SplitIndexes;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.BatchOrdered;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.store.StoreUnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Answers one order. While broker or store are away it tries again until the order's deadline; after that the order is
 * dropped, because the trainer has asked again by then.
 */
@Singleton
public class OrderHandler {
    private static final Logger LOGGER = Logger.getLogger(OrderHandler.class);
    private static final long PAUSE_MS = 500;

    private final SplitIndexes indexes;
    private final BatchAssembler assembler;
    private final BatchProducer producer;
    private final AugmentMeters meters;
    private final Clock clock;

    @Inject
    OrderHandler(SplitIndexes indexes, BatchAssembler assembler, BatchProducer producer, AugmentMeters meters) {
        this(indexes, assembler, producer, meters, Clock.systemUTC());
    }

    OrderHandler(
            SplitIndexes indexes, BatchAssembler assembler, BatchProducer producer, AugmentMeters meters, Clock clock) {
        this.indexes = indexes;
        this.assembler = assembler;
        this.producer = producer;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Answers the order or drops it if it is late.
     *
     * @throws MalformedDocumentException if the order cannot be obeyed, with the reason for the dead-letter topic
     */
    public Outcome handle(BatchOrdered order) {
        Outcome outcome = answer(order);
        meters.order(outcome);
        return outcome;
    }

    private Outcome answer(BatchOrdered order) {
        while (clock.millis() < order.deadline()) {
            try {
                SplitIndex index = indexes.get(order.dataset(), order.split());
                check(order, index);
                producer.send(order, assembler.assemble(order, index));
                return Outcome.ANSWERED;
            } catch (StoreUnavailableException | BrokerUnavailableException e) {
                LOGGER.warnf("order %s of %s waits: %s", order.order(), order.experiment(), e.getMessage());
                pause();
            } catch (MalformedDocumentException | IllegalArgumentException e) {
                meters.order(Outcome.REFUSED);
                throw e;
            }
        }
        return Outcome.LATE;
    }

    private static void check(BatchOrdered order, SplitIndex index) {
        if (order.samples() != index.samples()) {
            throw new MalformedDocumentException(
                    "the order speaks of " + order.samples() + " samples, but split " + order.split() + " of dataset "
                            + order.dataset() + " has " + index.samples(),
                    null);
        }
        boolean lane = order.lanes() > 0 && order.lane() >= 0 && order.lane() < order.lanes();
        if (!lane || order.from() < 0 || order.to() > order.samples()) {
            throw new MalformedDocumentException(
                    "the order asks for lane " + order.lane() + " of " + order.lanes() + " and positions "
                            + order.from() + " to " + order.to() + " of " + order.samples(),
                    null);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for broker or store", e);
        }
    }
}

package io.fixres.augment.messaging;

import io.fixres.augment.AugmentMeters;
import io.fixres.augment.AugmentMeters.Outcome;
import io.fixres.augment.batch.BatchAssembler;
import io.fixres.augment.batch.RecordValues;
import io.fixres.augment.dataset.SplitIndex;
import io.fixres.augment.dataset.SplitIndexes;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.BatchOrdered;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.event.TraceContext;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.store.StoreUnavailableException;
import io.fixres.kit.tracing.Traces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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
    private final RecordValues values;
    private final BatchProducer producer;
    private final AugmentMeters meters;
    private final Traces traces;
    private final Clock clock;

    @Inject
    OrderHandler(
            SplitIndexes indexes,
            BatchAssembler assembler,
            RecordValues values,
            BatchProducer producer,
            AugmentMeters meters,
            Traces traces) {
        this(indexes, assembler, values, producer, meters, traces, Clock.systemUTC());
    }

    OrderHandler(
            SplitIndexes indexes,
            BatchAssembler assembler,
            RecordValues values,
            BatchProducer producer,
            AugmentMeters meters,
            Traces traces,
            Clock clock) {
        this.values = values;
        this.indexes = indexes;
        this.assembler = assembler;
        this.producer = producer;
        this.meters = meters;
        this.traces = traces;
        this.clock = clock;
    }

    /**
     * Answers the order of a record or drops it if it is late.
     *
     * @param value a BatchOrdered in its envelope
     * @throws RuntimeException if it cannot be read or obeyed, with the reason for the dead-letter topic
     */
    public Outcome handle(byte[] value) {
        Outcome outcome = Outcome.REFUSED;
        try {
            Envelope<?> envelope = EnvelopeCodec.read(value);
            BatchOrdered order = order(envelope);
            outcome = traces.within(
                    "answer order", trace(envelope, order), Map.of("order", order.order()), () -> answer(order));
        } finally {
            meters.order(outcome);
        }
        return outcome;
    }

    /** An order that says nothing of a trace is not recorded: it may be one of very many. */
    private static TraceContext trace(Envelope<?> envelope, BatchOrdered order) {
        return TraceContext.of(envelope.extensions())
                .orElseGet(() -> TraceContext.ofExperiment(String.valueOf(order.experiment()))
                        .unsampled());
    }

    private static BatchOrdered order(Envelope<?> envelope) {
        if (envelope.data() instanceof BatchOrdered order) {
            return order;
        }
        throw new MalformedDocumentException(
                "the topic of orders carries BatchOrdered only, not "
                        + envelope.type().type(),
                null);
    }

    private Outcome answer(BatchOrdered order) {
        while (clock.millis() < order.deadline()) {
            try {
                SplitIndex index = indexes.get(order.dataset(), order.split());
                OrderRules.check(order, index.samples());
                index.ordered(order.lanes(), order.lane());
                send(order, assembler.assemble(order, index));
                return Outcome.ANSWERED;
            } catch (StoreUnavailableException | BrokerUnavailableException e) {
                LOGGER.warnf("order %s of %s waits: %s", order.order(), order.experiment(), e.getMessage());
                pause();
            }
        }
        return Outcome.LATE;
    }

    private void send(BatchOrdered order, List<byte[]> records) {
        producer.send(order, records);
        values.give(records); // after a failure the producer may still hold them
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

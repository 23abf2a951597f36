package io.fixres.trainer.intake;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.event.FixresEvent;
import io.fixres.contracts.topic.Topics;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.store.StoreUnavailableException;
import io.fixres.trainer.lease.Persistence;
import io.fixres.trainer.lease.StopReason;
import io.fixres.trainer.lease.StopSignal;
import io.fixres.trainer.metrics.TrainerMeters;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * The channel {@code experiments-in}: a record is acknowledged when what it asks for is stored and announced. While broker
 * or store are away it waits; what cannot be read or obeyed goes to the dead-letter topic with its reason.
 */
@ApplicationScoped
public class ExperimentsChannel {
    private static final Logger LOGGER = Logger.getLogger(ExperimentsChannel.class);

    private final StopSignal signal = new StopSignal();
    private final Persistence persistence = new Persistence(signal);
    private final RequestIntake requests;
    private final ResumeIntake resumes;
    private final CancelIntake cancellations;
    private final TrainerMeters meters;

    ExperimentsChannel(RequestIntake requests, ResumeIntake resumes, CancelIntake cancellations, TrainerMeters meters) {
        this.requests = requests;
        this.resumes = resumes;
        this.cancellations = cancellations;
        this.meters = meters;
    }

    @Incoming("experiments-in")
    @Blocking("intake")
    CompletionStage<Void> receive(Message<byte[]> message) {
        try {
            persistence.run(() -> handle(message.getPayload()));
            return message.ack();
        } catch (StoreUnavailableException | BrokerUnavailableException e) {
            // The process ends during an outage: without an answer the record is delivered again.
            LOGGER.warnf("a request is left for the next start: %s", e.getMessage());
            return CompletableFuture.completedFuture(null);
        } catch (RuntimeException e) {
            LOGGER.warnf("a record goes to the dead letters: %s", e.getMessage());
            meters.deadLetter(Topics.EXPERIMENTS);
            return message.nack(e);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        signal.stop(StopReason.SHUTDOWN);
    }

    private void handle(byte[] value) {
        Envelope<?> envelope = EnvelopeCodec.read(value);
        if (envelope.data() instanceof ExperimentRequested request) {
            Envelope<ExperimentRequested> event = typed(envelope, request);
            if (request.resume()) {
                resumes.accept(event);
            } else {
                requests.accept(event);
            }
        } else if (envelope.data() instanceof ExperimentCancelled cancelled) {
            cancellations.accept(typed(envelope, cancelled));
        } else {
            throw new RefusedEventException("the topic of experiments carries requests and cancellations only, not "
                    + envelope.type().type());
        }
    }

    private static <T extends FixresEvent> Envelope<T> typed(Envelope<?> envelope, T data) {
        return new Envelope<>(
                envelope.id(), envelope.source(), envelope.time(), envelope.subject(), envelope.extensions(), data);
    }
}

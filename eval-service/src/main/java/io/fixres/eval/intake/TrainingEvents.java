package io.fixres.eval.intake;

import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.eval.metrics.EvalMeters;
import io.fixres.eval.process.WorkStoppedException;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** The channel of what trainers say. */
@ApplicationScoped
public class TrainingEvents {
    private static final Logger LOGGER = Logger.getLogger(TrainingEvents.class);

    private final EvaluationIntake intake;
    private final EvalMeters meters;

    TrainingEvents(EvaluationIntake intake, EvalMeters meters) {
        this.intake = intake;
        this.meters = meters;
    }

    /**
     * Accepts one record, in milliseconds while the store answers, then acknowledges it. One that cannot be read or
     * obeyed goes to the dead-letter topic with the exception's message.
     */
    @Incoming("training-in")
    @Blocking
    public CompletionStage<Void> receive(Message<byte[]> message) {
        try {
            intake.accept(EnvelopeCodec.read(message.getPayload()));
        } catch (WorkStoppedException e) {
            // Neither acknowledged nor refused: whoever reads the partition next gets it again.
            return CompletableFuture.completedFuture(null);
        } catch (RuntimeException e) {
            LOGGER.warnf("a record goes to the dead-letter topic: %s", e.getMessage());
            meters.refused();
            return message.nack(e);
        }
        return message.ack();
    }
}

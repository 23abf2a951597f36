package io.fixres.trainer.intake;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.contracts.event.ExperimentRequested;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The channel {@code experiments-in}: a record is acknowledged when what it asks for is stored and announced. What cannot
 * be read or obeyed goes to the dead-letter topic with its reason.
 */
@ApplicationScoped
public class ExperimentsChannel {
    private final RequestIntake requests;
    private final ResumeIntake resumes;
    private final CancelIntake cancellations;

    ExperimentsChannel(RequestIntake requests, ResumeIntake resumes, CancelIntake cancellations) {
        this.requests = requests;
        this.resumes = resumes;
        this.cancellations = cancellations;
    }

    @Incoming("experiments-in")
    @Blocking("intake")
    void receive(byte[] value) {
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

    private static <T extends io.fixres.contracts.event.FixresEvent> Envelope<T> typed(Envelope<?> envelope, T data) {
        return new Envelope<>(
                envelope.id(), envelope.source(), envelope.time(), envelope.subject(), envelope.extensions(), data);
    }
}

package io.fixres.trainer.announce;

import io.fixres.contracts.Digests;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentFailed;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.event.TrainingEvent;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.kit.messaging.Envelopes;
import io.fixres.kit.tracing.Traces;
import java.util.function.Supplier;

/** Makes envelopes whose ids follow from what they say, so that the same announcement made twice is one event. */
public final class TrainerEvents {
    private static final String SOURCE = "/fixres/trainer-service";

    private TrainerEvents() {}

    /**
     * An envelope.
     *
     * @param distinction what tells this event from others of its type and experiment: attempt, phase, epoch, step
     */
    public static <T extends TrainingEvent> Envelope<T> of(T event, Object... distinction) {
        Object[] parts = new Object[distinction.length + 2];
        parts[0] = event.experiment();
        parts[1] = event.getClass().getSimpleName();
        System.arraycopy(distinction, 0, parts, 2, distinction.length);
        return Envelopes.of(SOURCE, event.experiment(), Digests.eventId(parts), event);
    }

    /**
     * The end of an experiment without completion; one that was resumed can fail or be cancelled again. Outside of a run it
     * carries the trace of the request.
     */
    public static Envelope<ExperimentFailed> failed(ExperimentState state, FailureCategory category, String message) {
        ExperimentFailed failed = new ExperimentFailed(state.experiment(), state.attempt(), category, message);
        Supplier<Envelope<ExperimentFailed>> envelope =
                () -> of(failed, state.attempt(), category, state.resumeEvents().size());
        return Traces.current().isPresent() ? envelope.get() : Traces.carrying(state.traceContext(), envelope);
    }
}

package io.fixres.trainer.announce;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.trainer.state.ExperimentStates;
import io.fixres.trainer.state.StateEdit;
import io.fixres.trainer.state.StoredState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Announces what a state holds as pending. Whoever finds such a state may do it: the ids make a repetition harmless. */
public final class PendingEvents {
    private final ExperimentStates states;
    private final EventPublisher publisher;

    /** Over the states and the broker. */
    public PendingEvents(ExperimentStates states, EventPublisher publisher) {
        this.states = states;
        this.publisher = publisher;
    }

    /** Publishes and awaits the events given, as they stand in a state. */
    public void publish(List<String> pending) {
        if (!pending.isEmpty()) {
            publisher.publish(pending.stream().map(PendingEvents::envelope).toList());
        }
    }

    /** Publishes what a state holds, awaits the broker, then removes it from the state; gives the state afterwards. */
    public StoredState flush(StoredState stored) {
        List<String> pending = stored.state().pending();
        if (pending.isEmpty()) {
            return stored;
        }
        publish(pending);
        return states.change(
                        stored.state().experiment(),
                        state -> state.pending().stream().anyMatch(pending::contains)
                                ? Optional.of(StateEdit.of(state)
                                        .announced(Set.copyOf(pending))
                                        .state())
                                : Optional.empty())
                .orElse(stored);
    }

    private static Envelope<?> envelope(String json) {
        return EnvelopeCodec.read(json.getBytes(StandardCharsets.UTF_8));
    }
}

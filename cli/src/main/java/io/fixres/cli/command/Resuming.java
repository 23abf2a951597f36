package io.fixres.cli.command;

import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks for an experiment to go on, if it has stopped. */
final class Resuming {
    private Resuming() {}

    /** Whether it was cancelled or has failed. */
    static boolean stopped(ExperimentState state) {
        return state.status() == ExperimentStatus.CANCELLED || state.status() == ExperimentStatus.FAILED;
    }

    /**
     * Publishes the request.
     *
     * @return the event's id, empty if the experiment waits or runs already
     * @throws UsageException if it has completed, or never was accepted
     */
    static Optional<String> ask(Cluster cluster, ExperimentState state, Consumer<String> say) {
        if (stopped(state) && state.recipeSha256().isEmpty()) {
            throw new UsageException("experiment '" + state.experiment() + "' was never accepted ("
                    + state.message().orElse("its request was not valid") + "): ask for it anew with another id");
        }
        return switch (state.status()) {
            case COMPLETED ->
                throw new UsageException("experiment '" + state.experiment()
                        + "' has completed, there is nothing to resume: fixres show " + state.experiment());
            case QUEUED, RUNNING -> {
                say.accept(state.experiment() + " waits or runs already");
                yield Optional.empty();
            }
            case CANCELLED, FAILED -> {
                String event = Requests.resume(cluster, state.experiment());
                say.accept(state.experiment() + " goes on");
                yield Optional.of(event);
            }
        };
    }
}

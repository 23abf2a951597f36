package io.fixres.cli.command;

import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.util.List;

/** How experiments stand after a command, as {@code --json} prints it. */
record Statuses(List<Status> experiments) {
    /** One of them. */
    record Status(String experiment, ExperimentStatus status) {}

    static Statuses of(List<ExperimentState> states) {
        return new Statuses(states.stream()
                .map(state -> new Status(state.experiment(), state.status()))
                .toList());
    }
}

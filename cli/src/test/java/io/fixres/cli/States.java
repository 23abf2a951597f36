package io.fixres.cli;

import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** States of experiments as a trainer stores them. */
public final class States {
    private States() {}

    /** One that waits in the queue has the entry {@code queue/<id>}; one that runs is held by {@code trainer-1}. */
    public static ExperimentState of(String experiment, ExperimentStatus status, PhaseSummary... phases) {
        return of(experiment, Optional.empty(), status, phases);
    }

    /** One of a group. */
    public static ExperimentState member(String group, String experiment, ExperimentStatus status) {
        return of(experiment, Optional.of(group), status);
    }

    private static ExperimentState of(
            String experiment, Optional<String> group, ExperimentStatus status, PhaseSummary... phases) {
        boolean runs = status == ExperimentStatus.RUNNING;
        return new ExperimentState(
                experiment,
                status,
                "00",
                "demo",
                Instant.parse("2026-01-02T03:04:05Z"),
                group,
                Optional.empty(),
                Optional.of("dataset"),
                "00",
                status == ExperimentStatus.QUEUED ? Optional.of("queue/" + experiment) : Optional.empty(),
                runs ? 1 : 0,
                runs ? Optional.of(new ExperimentState.Lease("trainer-1", 1, 30, Optional.empty())) : Optional.empty(),
                runs ? Optional.of(new ExperimentState.ResumePoint("resume", "00", 1, 2, 0, 77)) : Optional.empty(),
                List.of(phases),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

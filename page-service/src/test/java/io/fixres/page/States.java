package io.fixres.page;

import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** States of experiments. */
public final class States {
    private States() {}

    public static ExperimentState of(String id, ExperimentStatus status) {
        return requested(id, status, 0);
    }

    public static ExperimentState requested(String id, ExperimentStatus status, long second) {
        return new ExperimentState(
                id,
                status,
                "sha",
                "demo",
                Instant.ofEpochSecond(second),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "sha",
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

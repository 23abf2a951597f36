package io.fixres.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.States;
import io.fixres.cli.follow.Outcome;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowTest {
    private static final Outcome COMPLETED = new Outcome.Completed(States.of("a", ExperimentStatus.COMPLETED));
    private static final Outcome FAILED = new Outcome.Failed("out of memory");
    private static final Outcome CANCELLED = new Outcome.Cancelled();

    @Test
    void theExitCodeTellsTheWorstOutcome() {
        assertThat(Follow.code(List.of(COMPLETED, COMPLETED))).isEqualTo(ExitCodes.OK);
        assertThat(Follow.code(List.of(COMPLETED, CANCELLED))).isEqualTo(ExitCodes.CANCELLED);
        assertThat(Follow.code(List.of(CANCELLED, FAILED, COMPLETED))).isEqualTo(ExitCodes.FAILED);
    }
}

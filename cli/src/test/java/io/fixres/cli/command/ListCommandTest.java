package io.fixres.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.cli.States;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListCommandTest {
    @Test
    void theListShowsWhoRunsAnExperimentAndThePlaceOfThoseThatWait() {
        // Given
        var states = List.of(
                States.of("first", ExperimentStatus.RUNNING),
                States.of("second", ExperimentStatus.QUEUED),
                States.of("third", ExperimentStatus.QUEUED));

        // When
        List<String> lines = ListCommand.table(states, List.of("queue/second", "queue/third"))
                .lines();

        // Then
        assertThat(lines.get(1)).contains("first", "running", "trainer-1", "step 77 saved (phase 2, epoch 3)");
        assertThat(lines.get(2)).contains("second", "queued", "place 1");
        assertThat(lines.get(3)).contains("third", "queued", "place 2");
    }
}

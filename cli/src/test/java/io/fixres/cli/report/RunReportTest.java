package io.fixres.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.cli.States;
import io.fixres.contracts.Json;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunReportTest {
    @Test
    void programsGetTheFieldsThatAreDocumented() {
        // Given
        var state = States.of(
                "experiment",
                ExperimentStatus.COMPLETED,
                new PhaseSummary("initial", 32, 16, 60, 400, 0.01, 0.2, 0.9, Optional.empty()));

        // When
        JsonNode report = Json.mapper()
                .valueToTree(RunReport.of(
                        state, new Results(List.of(Evaluations.of("initial", 0, 32, "squash", 70))), 61.23));

        // Then
        assertThat(report.fieldNames())
                .toIterable()
                .containsExactly("experiment", "status", "seconds", "phases", "evaluations");
        assertThat(report.get("status").asText()).isEqualTo("completed");
        assertThat(report.get("seconds").asDouble()).isEqualTo(61.2);
        assertThat(report.at("/phases/0").fieldNames())
                .toIterable()
                .containsExactly("name", "resolution", "epochs", "seconds", "images_per_second", "data_wait");
        assertThat(report.at("/evaluations/0").fieldNames())
                .toIterable()
                .containsExactly(
                        "phase",
                        "epoch",
                        "resolution",
                        "transform",
                        "split",
                        "n",
                        "correct",
                        "top1",
                        "low",
                        "high",
                        "loss");
    }
}

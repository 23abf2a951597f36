package io.fixres.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus's own tool on its configuration and alert rules. */
class AlertRulesTest {
    private static final String TESTS = "system-tests/compose/alerts-test.yml";
    private static final String RULES = "ops/prometheus/alerts.yml";

    @BeforeEach
    void needPromtool() {
        assumeTrue(Tool.found("promtool"), Tool.missing("promtool"));
    }

    @Test
    void theConfigurationIsOneThatPrometheusReads() {
        Tool.Result result = Tool.run(
                "promtool",
                "check",
                "config",
                Dashboards.ROOT.resolve("ops/prometheus/prometheus.yml").toString());
        assertThat(result.code()).as(result.output()).isZero();
    }

    @Test
    void everyAlertFiresWhenItMustAndIsSilentOtherwise() {
        Tool.Result result = Tool.run(
                "promtool", "test", "rules", Dashboards.ROOT.resolve(TESTS).toString());
        assertThat(result.code()).as(result.output()).isZero();
    }

    @Test
    void everyAlertHasATest() {
        assertThat(Dashboards.alerts()).isNotEmpty().allSatisfy(alert -> assertThat(Dashboards.text(TESTS))
                .as("a test of " + alert.place())
                .containsAnyOf("alertname=\"" + alert.place() + "\"", "alertname: " + alert.place() + "\n"));
    }

    @Test
    void aRuleThatIsTooPatientFailsItsTest(@TempDir Path directory) throws IOException {
        // Given
        Files.createDirectories(directory.resolve("ops/prometheus"));
        Files.createDirectories(directory.resolve("system-tests/compose"));
        Files.writeString(directory.resolve(TESTS), Dashboards.text(TESTS));
        Files.writeString(
                directory.resolve(RULES),
                Dashboards.text(RULES).replace("memory_limit_bytes > 0.9\n", "memory_limit_bytes > 0.99\n"));

        // When
        Tool.Result result =
                Tool.run("promtool", "test", "rules", directory.resolve(TESTS).toString());

        // Then
        assertThat(result.code()).isNotZero();
        assertThat(result.output()).contains("MemoryAlmostFull");
    }
}

package io.fixres.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Dashboards and alert rules name only metrics that docs/operations.md documents, and panels can be read. */
class DashboardsTest {
    private static final Path ROOT = Path.of(System.getProperty("fixres.root", ".."));
    private static final Pattern METRIC = Pattern.compile("\\b(?:fixres|kafka|minio|jvm|process|system)_[a-z0-9_]+\\b");

    @Test
    void everyMetricOfADashboardOrAlertIsDocumented() throws IOException {
        // Given
        Set<String> documented = metrics(Files.readString(ROOT.resolve("docs/operations.md")));
        Set<String> used = new TreeSet<>(metrics(Files.readString(ROOT.resolve("ops/prometheus/alerts.yml"))));
        for (JsonNode dashboard : dashboards()) {
            dashboard.findValuesAsText("expr").forEach(expression -> used.addAll(metrics(expression)));
        }

        // When
        Set<String> unknown = new TreeSet<>(used);
        unknown.removeAll(documented);

        // Then
        assertThat(used).isNotEmpty();
        assertThat(unknown).as("metrics that docs/operations.md does not know").isEmpty();
    }

    @Test
    void dashboardsHaveUidsOfTheirOwn() throws IOException {
        assertThat(dashboards()).isNotEmpty();
        assertThat(dashboards())
                .extracting(dashboard -> dashboard.path("uid").asText())
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void everyPanelHasATitleAUnitAndASourceAndLegends() throws IOException {
        List<String> faults = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            Set<Integer> ids = new HashSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                if (panel.path("type").asText().equals("row")) {
                    continue;
                }
                String name = dashboard.path("uid").asText() + " / "
                        + panel.path("title").asText("(no title)");
                check(faults, name, "title", !panel.path("title").asText().isEmpty());
                check(faults, name, "id of its own", ids.add(panel.path("id").asInt()));
                check(
                        faults,
                        name,
                        "unit",
                        panel.at("/fieldConfig/defaults/unit").isTextual());
                check(
                        faults,
                        name,
                        "datasource",
                        panel.at("/datasource/uid").asText().equals("prometheus"));
                check(faults, name, "query", !panel.path("targets").isEmpty());
                for (JsonNode target : panel.path("targets")) {
                    check(
                            faults,
                            name,
                            "expression",
                            !target.path("expr").asText().isEmpty());
                    check(
                            faults,
                            name,
                            "legend",
                            !target.path("legendFormat").asText().isEmpty());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static void check(List<String> faults, String panel, String part, boolean present) {
        if (!present) {
            faults.add(panel + " lacks " + part);
        }
    }

    private static List<JsonNode> dashboards() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(ROOT.resolve("ops/grafana/dashboards"), "*.json")) {
            for (Path file : files) {
                dashboards.add(new ObjectMapper().readTree(Files.readString(file)));
            }
        }
        return dashboards;
    }

    private static Set<String> metrics(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }
}

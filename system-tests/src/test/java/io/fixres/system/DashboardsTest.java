package io.fixres.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Dashboards and alert rules name only metrics that docs/operations.md documents, and Grafana can show them. */
class DashboardsTest {
    private static final String GOOD = """
            {"uid": "tea", "title": "Tea", "schemaVersion": 39, "time": {"from": "now-1h", "to": "now"},
             "templating": {"list": [{"name": "pot", "datasource": {"type": "prometheus", "uid": "prometheus"}}]},
             "panels": [
               {"id": 1, "type": "row", "title": "Kitchen", "gridPos": {"h": 1, "w": 24, "x": 0, "y": 0}},
               {"id": 2, "type": "timeseries", "title": "Cups", "description": "Poured.",
                "datasource": {"type": "prometheus", "uid": "prometheus"},
                "gridPos": {"h": 8, "w": 12, "x": 0, "y": 1}, "fieldConfig": {"defaults": {"unit": "short"}},
                "targets": [{"refId": "A", "datasource": {"type": "prometheus", "uid": "prometheus"},
                             "expr": "rate(tea_cups_total{pot=~\\"$pot\\"}[$__rate_interval])", "legendFormat": "{{pot}}"}]},
               {"id": 3, "type": "stat", "title": "Heat", "description": "Of the kettle.",
                "datasource": {"type": "prometheus", "uid": "prometheus"},
                "gridPos": {"h": 8, "w": 12, "x": 12, "y": 1}, "fieldConfig": {"defaults": {"unit": "suffix: K"}},
                "targets": [{"refId": "A", "datasource": {"type": "prometheus", "uid": "prometheus"},
                             "expr": "tea_heat", "legendFormat": "kettle"}]}
             ]}
            """;

    @Test
    void everyMetricOfADashboardOrAlertIsDocumented() {
        // Given
        Set<String> documented = Dashboards.metrics(Dashboards.operations());
        Set<String> used = new TreeSet<>();
        Dashboards.alerts().forEach(alert -> used.addAll(Dashboards.metrics(alert.expression())));
        Dashboards.queries().forEach(query -> used.addAll(Dashboards.metrics(query.expression())));

        // When
        Set<String> unknown = new TreeSet<>(used);
        unknown.removeAll(documented);

        // Then
        assertThat(used).isNotEmpty();
        assertThat(unknown).as("metrics that docs/operations.md does not know").isEmpty();
    }

    @Test
    void thereIsOneForExperimentsOneForDataAndOneForServices() {
        assertThat(Dashboards.all())
                .extracting(dashboard -> dashboard.path("title").asText())
                .containsExactlyInAnyOrder("Experiment", "Data plane", "Services");
        assertThat(Dashboards.all())
                .extracting(dashboard -> dashboard.path("uid").asText())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("io.fixres.system.Dashboards#all")
    void aDashboardKeepsTheRules(JsonNode dashboard) {
        assertThat(DashboardRules.faults(dashboard, Dashboards.dataSources())).isEmpty();
    }

    @Test
    void aGoodDashboardHasNoFault() throws IOException {
        assertThat(DashboardRules.faults(new ObjectMapper().readTree(GOOD), Set.of("prometheus")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "uid": "tea"            | "uid": "two words"                | dashboard lacks a uid
            "title": "Tea",         | "title": "Tea", "id": 7,          | dashboard lacks no id
            "schemaVersion": 39     | "schemaVersion": 16               | lacks a schemaVersion
            "title": "Tea",         | "title": "Tea", "__inputs": [],   | lacks no __inputs
            "to": "now"             | "until": "now"                    | lacks a range of time
            "id": 3                 | "id": 2                           | Heat lacks a positive id
            "x": 12                 | "x": 11                           | Heat lacks a place of its own
            "w": 12, "x": 12        | "w": 13, "x": 12                  | Heat lacks a gridPos
            "type": "stat"          | "type": "graph"                   | Heat lacks a type
            "unit": "short"         | "unit": "cups"                    | Cups lacks a unit
            "description": "Poured."| "about": "Poured."                | Cups lacks a description
            "legendFormat": "kettle"| "legendFormat": ""                | Heat lacks a legend
            "expr": "tea_heat"      | "expr": ""                        | Heat lacks an expression
            "expr": "tea_heat"      | "expr": "tea_heat{a=~\\"$cat\\"}" | Heat lacks a declaration of $cat
            "uid": "prometheus"     | "uid": "P1809F7CD0C75ACF3"        | lacks a provisioned data source
            "uid": "prometheus"     | "url": "http://10.0.0.1:9090"     | lacks no address
            """)
    void aFaultOfADashboardIsFound(String good, String bad, String fault) throws IOException {
        // Given
        ObjectNode dashboard = (ObjectNode) new ObjectMapper().readTree(GOOD.replace(good, bad));

        // When / Then
        assertThat(GOOD).contains(good);
        assertThat(DashboardRules.faults(dashboard, Set.of("prometheus"))).anyMatch(found -> found.contains(fault));
    }

    @Test
    void whatAnAlertReadsIsFoundWithItsLabels() {
        assertThat(Dashboards.selectors("sum(rate(fixres_tea_total{kind=\"green\"}[5m])) > 0 and up == 0"))
                .containsExactlyInAnyOrder("fixres_tea_total{kind=\"green\"}", "up");
    }
}

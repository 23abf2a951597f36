package io.fixres.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Grafana asks of a dashboard file that is provisioned, and what a reader asks of its panels. Grafana's own schema is
 * {@code kinds/dashboard/dashboard_kind.cue} of its repository; units are ids of {@code packages/grafana-data}
 * {@code valueFormats/categories.ts}.
 */
final class DashboardRules {
    private static final int COLUMNS = 24;
    private static final int LEAST_SCHEMA = 36;
    private static final Pattern UID = Pattern.compile("[a-zA-Z0-9_-]{1,40}");
    private static final Pattern UNIT =
            Pattern.compile("none|short|percentunit|bytes|Bps|ops|s|sci|(?:suffix|prefix): ?.+");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-zA-Z_]+)");
    private static final Set<String> BUILT_IN = Set.of("__rate_interval", "__interval", "__range");
    private static final Set<String> TYPES = Set.of("stat", "timeseries", "heatmap", "gauge", "table", "barchart");

    private final JsonNode dashboard;
    private final Set<String> dataSources;
    private final List<String> faults = new ArrayList<>();

    private DashboardRules(JsonNode dashboard, Set<String> dataSources) {
        this.dashboard = dashboard;
        this.dataSources = dataSources;
    }

    /** What is wrong with a dashboard; empty if nothing. */
    static List<String> faults(JsonNode dashboard, Set<String> dataSources) {
        DashboardRules rules = new DashboardRules(dashboard, dataSources);
        rules.checkDashboard();
        rules.checkPanels();
        return rules.faults;
    }

    private void checkDashboard() {
        check(
                "dashboard",
                "a uid of 1 to 40 letters, digits, - and _",
                UID.matcher(text(dashboard, "uid")).matches());
        check("dashboard", "a title", !text(dashboard, "title").isEmpty());
        check(
                "dashboard",
                "a schemaVersion of at least " + LEAST_SCHEMA,
                dashboard.path("schemaVersion").asInt() >= LEAST_SCHEMA);
        // Grafana numbers dashboards itself; an id from another instance would overwrite one of this.
        check(
                "dashboard",
                "no id",
                dashboard.path("id").isMissingNode() || dashboard.path("id").isNull());
        check(
                "dashboard",
                "no __inputs: it is provisioned, not imported",
                dashboard.path("__inputs").isMissingNode());
        check(
                "dashboard",
                "a range of time",
                dashboard.at("/time/from").isTextual()
                        && dashboard.at("/time/to").isTextual());
        check(
                "dashboard",
                "panels",
                dashboard.path("panels").isArray() && !dashboard.path("panels").isEmpty());
        for (JsonNode variable : dashboard.at("/templating/list")) {
            checkSource("variable " + text(variable, "name"), variable);
        }
    }

    private void checkPanels() {
        Set<Integer> ids = new HashSet<>();
        List<JsonNode> placed = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            String name = text(panel, "title").isEmpty() ? "panel " + panel.path("id") : text(panel, "title");
            check(name, "a title", !text(panel, "title").isEmpty());
            check(
                    name,
                    "a positive id of its own",
                    panel.path("id").asInt() > 0 && ids.add(panel.path("id").asInt()));
            checkPlace(name, panel, placed);
            if (!text(panel, "type").equals("row")) {
                checkContent(name, panel);
            }
        }
    }

    private void checkPlace(String name, JsonNode panel, List<JsonNode> placed) {
        JsonNode place = panel.path("gridPos");
        int x = place.path("x").asInt(-1);
        int width = place.path("w").asInt();
        check(
                name,
                "a gridPos within " + COLUMNS + " columns",
                x >= 0
                        && width > 0
                        && x + width <= COLUMNS
                        && place.path("h").asInt() > 0
                        && place.path("y").asInt(-1) >= 0);
        check(name, "a place of its own", placed.stream().noneMatch(other -> overlap(other, place)));
        placed.add(place);
    }

    private static boolean overlap(JsonNode a, JsonNode b) {
        return overlap(a, b, "x", "w") && overlap(a, b, "y", "h");
    }

    private static boolean overlap(JsonNode a, JsonNode b, String start, String length) {
        return a.path(start).asInt() < b.path(start).asInt() + b.path(length).asInt()
                && b.path(start).asInt()
                        < a.path(start).asInt() + a.path(length).asInt();
    }

    private void checkContent(String name, JsonNode panel) {
        check(name, "a type of " + TYPES, TYPES.contains(text(panel, "type")));
        check(name, "a description", !text(panel, "description").isEmpty());
        check(
                name,
                "a unit that Grafana knows",
                UNIT.matcher(panel.at("/fieldConfig/defaults/unit").asText()).matches());
        checkSource(name, panel);
        check(name, "a query", !panel.path("targets").isEmpty());
        Set<String> references = new HashSet<>();
        for (JsonNode target : panel.path("targets")) {
            check(
                    name,
                    "a refId of its own for each query",
                    !text(target, "refId").isEmpty() && references.add(text(target, "refId")));
            check(name, "an expression", !text(target, "expr").isEmpty());
            check(name, "a legend", !text(target, "legendFormat").isEmpty());
            checkSource(name, target);
            checkVariables(name, text(target, "expr"));
        }
    }

    private void checkSource(String name, JsonNode node) {
        check(
                name,
                "a provisioned data source",
                dataSources.contains(node.at("/datasource/uid").asText()));
        check(
                name,
                "no address of a data source",
                node.at("/datasource/url").isMissingNode() && node.path("url").isMissingNode());
    }

    private void checkVariables(String name, String expression) {
        Matcher variable = VARIABLE.matcher(expression);
        while (variable.find()) {
            String used = variable.group(1);
            boolean declared = BUILT_IN.contains(used);
            for (JsonNode known : dashboard.at("/templating/list")) {
                declared |= text(known, "name").equals(used);
            }
            check(name, "a declaration of $" + used, declared);
        }
    }

    private void check(String place, String rule, boolean kept) {
        if (!kept) {
            faults.add(text(dashboard, "title") + " / " + place + " lacks " + rule);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}

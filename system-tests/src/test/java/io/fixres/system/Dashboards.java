package io.fixres.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files under {@code ops/} and the page that documents them. */
final class Dashboards {
    static final Path ROOT =
            Path.of(System.getProperty("fixres.root", "..")).toAbsolutePath().normalize();

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:(?:fixres|kafka|minio|jvm|process|system)_[a-z0-9_]+|up)\\b");

    /** A name of a metric, with its label matchers. */
    private static final Pattern SELECTOR = Pattern.compile("(?:" + METRIC.pattern() + ")(?:\\{[^}]*})?");

    /** A row of the documentation whose second cell is a query. */
    private static final Pattern DOCUMENTED_QUERY = Pattern.compile("(?m)^\\| [^|`]+ \\| `([^`]*\\([^`]*)` \\|$");

    private Dashboards() {}

    /** A query and where it stands. */
    record Query(String place, String expression) {}

    /** All dashboards. */
    static List<JsonNode> all() {
        List<JsonNode> dashboards = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(ROOT.resolve("ops/grafana/dashboards"), "*.json")) {
            for (Path file : files) {
                dashboards.add(new ObjectMapper().readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return dashboards;
    }

    /** Every expression of every panel and of the documentation. */
    static List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode dashboard : all()) {
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.add(new Query(
                            dashboard.path("title").asText() + " / "
                                    + panel.path("title").asText(),
                            target.path("expr").asText()));
                }
            }
        }
        Matcher documented = DOCUMENTED_QUERY.matcher(operations());
        while (documented.find()) {
            queries.add(new Query("docs/operations.md", documented.group(1)));
        }
        return queries;
    }

    /** The expressions of all alerts. */
    static List<Query> alerts() {
        List<Query> alerts = new ArrayList<>();
        for (JsonNode group : yaml("ops/prometheus/alerts.yml").path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                alerts.add(
                        new Query(rule.path("alert").asText(), rule.path("expr").asText()));
            }
        }
        return alerts;
    }

    /** Uids of the data sources that are provisioned. */
    static Set<String> dataSources() {
        return new TreeSet<>(
                yaml("ops/grafana/provisioning/datasources/prometheus.yml").findValuesAsText("uid"));
    }

    /** The series that an expression reads. */
    static Set<String> selectors(String expression) {
        return matches(SELECTOR, expression);
    }

    /** The metrics that a text names. */
    static Set<String> metrics(String text) {
        return matches(METRIC, text);
    }

    static String operations() {
        return text("docs/operations.md");
    }

    static JsonNode yaml(String file) {
        try {
            return YAML.readTree(text(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String yaml(JsonNode tree) {
        try {
            return YAML.writeValueAsString(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}

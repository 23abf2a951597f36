package io.fixres.kit.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds the meters of a class to their table in {@code docs/operations.md}, both ways: names as Prometheus shows them,
 * labels, the values of closed labels, and units. The table is found by the first cell of its head; a row is
 * {@code | `name` `name` | `label`: value, value | unit | meaning |}.
 */
public final class DocumentedMeters {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LABEL = Pattern.compile("`([a-z_]+)`(?:: ([^`;]+))?");
    private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? [^ ]+");
    private static final Pattern PAIR = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    /** Units that a meter has by being a number without one. */
    private static final Set<String> PURE_NUMBERS = Set.of("", "1", "0 or 1", "0 to 1");

    private DocumentedMeters() {}

    /** What a series has: values by label; none listed where the label is open. */
    private record Series(Map<String, Set<String>> labels, String unit) {}

    /**
     * What table and code disagree about; empty if nothing.
     *
     * @param table first cell of the table's head
     * @param meters registers and uses every meter, so that those that appear with their first use are there
     */
    public static List<String> faults(String table, Consumer<PrometheusMeterRegistry> meters) {
        return faults(table, operations(), meters);
    }

    static List<String> faults(String table, List<String> text, Consumer<PrometheusMeterRegistry> meters) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.accept(registry);
        Map<String, Series> documented = documented(table, text);
        Map<String, Series> exported = exported(registry);
        List<String> faults = new ArrayList<>();
        registry.getMeters().forEach(meter -> describe(meter, faults));
        new TreeSet<>(documented.keySet())
                .stream()
                        .filter(name -> !exported.containsKey(name))
                        .forEach(name -> faults.add(name + " is documented but no meter"));
        exported.forEach((name, series) -> {
            if (!documented.containsKey(name)) {
                faults.add(name + " is not documented");
            } else {
                compare(name, series, documented.get(name), faults);
            }
        });
        return faults;
    }

    private static void describe(Meter meter, List<String> faults) {
        if (meter.getId().getDescription() == null
                || meter.getId().getDescription().isBlank()) {
            faults.add(meter.getId().getName() + " has no description");
        }
    }

    private static void compare(String name, Series exported, Series documented, List<String> faults) {
        if (!exported.labels().keySet().equals(documented.labels().keySet())) {
            faults.add(name + " has labels " + exported.labels().keySet() + ", documented are "
                    + documented.labels().keySet());
            return;
        }
        documented.labels().forEach((label, values) -> {
            if (!values.isEmpty() && !values.equals(exported.labels().get(label))) {
                faults.add(name + " has for " + label + " the values "
                        + exported.labels().get(label) + ", documented are " + values);
            }
        });
        if (!exported.unit().equals(documented.unit())
                && !(exported.unit().isEmpty() && PURE_NUMBERS.contains(documented.unit()))) {
            faults.add(name + " is in '" + exported.unit() + "', documented is '" + documented.unit() + "'");
        }
    }

    private static Map<String, Series> exported(PrometheusMeterRegistry registry) {
        Map<String, String> units = registry.getMeters().stream()
                .collect(Collectors.toMap(
                        meter -> meter.getId()
                                .getConventionName(registry.config().namingConvention()),
                        DocumentedMeters::unit,
                        (a, b) -> a));
        Map<String, Series> series = new TreeMap<>();
        registry.scrape()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .forEach(sample -> {
                    String name = sample.group(1);
                    Map<String, Set<String>> labels = series.computeIfAbsent(
                                    name, n -> new Series(new TreeMap<>(), unitOf(n, units)))
                            .labels();
                    Matcher pair = PAIR.matcher(sample.group(2) == null ? "" : sample.group(2));
                    while (pair.find()) {
                        if (!pair.group(1).equals("le")) {
                            labels.computeIfAbsent(pair.group(1), l -> new TreeSet<>())
                                    .add(pair.group(2));
                        }
                    }
                });
        return series;
    }

    private static String unit(Meter meter) {
        if (meter instanceof Timer) {
            return "seconds";
        }
        return meter.getId().getBaseUnit() == null ? "" : meter.getId().getBaseUnit();
    }

    private static String unitOf(String sample, Map<String, String> units) {
        return units.entrySet().stream()
                .filter(unit -> sample.equals(unit.getKey()) || sample.startsWith(unit.getKey() + "_"))
                .max(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(String::length)))
                .map(Map.Entry::getValue)
                .orElseThrow(() -> new IllegalStateException("no meter makes the sample " + sample));
    }

    private static Map<String, Series> documented(String table, List<String> text) {
        Map<String, Series> series = new TreeMap<>();
        int head = 0;
        while (head < text.size() && !text.get(head).startsWith("| " + table + " |")) {
            head++;
        }
        for (int i = head + 2; i < text.size() && text.get(i).startsWith("|"); i++) {
            List<String> cells = Arrays.stream(text.get(i).split("(?<!\\\\)\\|", -1))
                    .map(String::strip)
                    .toList();
            Matcher name = CODE.matcher(cells.get(1));
            while (name.find()) {
                series.put(name.group(1), new Series(labels(cells.get(2)), cells.get(3)));
            }
        }
        return series;
    }

    private static Map<String, Set<String>> labels(String cell) {
        Map<String, Set<String>> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(cell);
        while (label.find()) {
            String values = label.group(2) == null ? "" : label.group(2);
            labels.put(
                    label.group(1),
                    Arrays.stream(values.split(","))
                            .map(String::strip)
                            .filter(value -> !value.isEmpty())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return labels;
    }

    private static List<String> operations() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("docs/operations.md"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException(
                    "no docs/operations.md above " + Path.of("").toAbsolutePath());
        }
        try {
            return Files.readAllLines(directory.resolve("docs/operations.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

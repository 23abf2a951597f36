package io.fixres.cli.group;

import io.fixres.cli.report.TextTable;
import io.fixres.cli.terminal.Paint;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.kit.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What came out of a group, as {@code --json} prints it.
 *
 * @param experiments in the order in which they were asked for
 * @param rows statistics over the seeds of completed experiments
 * @param comparisons pairs of rows
 * @param heatMaps of mean top-1
 */
public record GroupReport(
        String group, List<Member> experiments, List<Row> rows, List<Comparison> comparisons, List<HeatMap> heatMaps) {
    private static final double NO_SMALLER_P = 1e-4;

    /** One experiment; train resolution and seed are absent for one whose request was not valid. */
    public record Member(
            String experiment,
            ExperimentStatus status,
            Optional<Integer> train,
            Optional<Long> seed,
            Optional<String> message) {}

    /**
     * One row.
     *
     * @param seeds those that are completed
     * @param top1 by seed, in their order, 0 to 1
     * @param statistics of top1
     * @param loss mean cross-entropy in nats
     */
    public record Row(Cell cell, List<Long> seeds, List<Double> top1, SeedStatistics statistics, double loss) {}

    /** One pair of rows. */
    public record Comparison(Difference difference, boolean distinguishable) {}

    /** Of what is stored. */
    public static GroupReport of(ObjectStore store, String group, List<ExperimentState> states) {
        GroupResults results = GroupResults.of(store, group, states);
        return new GroupReport(
                group,
                results.members().stream().map(GroupReport::member).toList(),
                results.rows().stream().map(GroupReport::row).toList(),
                results.differences().stream()
                        .map(d -> new Comparison(d, d.distinguishable()))
                        .toList(),
                HeatMap.of(results));
    }

    private static Member member(GroupResults.Member member) {
        return new Member(
                member.state().experiment(),
                member.state().status(),
                member.recipe().map(Grid::trained),
                member.recipe().map(Recipe::seed),
                member.state().message());
    }

    private static Row row(GroupRow row) {
        return new Row(
                row.cell(),
                List.copyOf(row.bySeed().keySet()),
                row.bySeed().values().stream().map(r -> r.top1()).toList(),
                row.top1(),
                row.loss());
    }

    /** Lines for people. */
    public List<String> lines(Paint paint, OptionalInt width) {
        List<String> lines = new ArrayList<>();
        lines.add(paint.strong(group) + ": " + experiments.size() + " experiments, " + statuses());
        experiments.stream()
                .filter(member -> member.message().isPresent())
                .forEach(member -> lines.add("  " + member.experiment() + ": "
                        + member.status().name().toLowerCase(Locale.ROOT) + ", "
                        + member.message().get()));
        if (rows.isEmpty()) {
            lines.add("nothing is completed and scored yet");
            return lines;
        }
        lines.add("");
        lines.addAll(table().lines(width));
        for (HeatMap map : heatMaps) {
            lines.add("");
            lines.addAll(map.lines(paint, width));
        }
        if (!comparisons.isEmpty()) {
            lines.add("");
            lines.addAll(comparisonTable().lines(width));
        }
        lines.add("");
        lines.addAll(notes());
        return lines;
    }

    private String statuses() {
        Map<String, Integer> counts = new TreeMap<>();
        experiments.forEach(m -> counts.merge(m.status().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .toList());
    }

    private TextTable table() {
        TextTable table = new TextTable(
                ">train px",
                "phase",
                "?>at px",
                ">test px",
                "transform",
                "?>seeds",
                ">top-1 %",
                ">sd",
                "95 % t",
                "?>loss");
        for (Row row : rows) {
            SeedStatistics s = row.statistics();
            table.row(
                    String.valueOf(row.cell().train()),
                    row.cell().phase(),
                    String.valueOf(row.cell().phaseResolution()),
                    String.valueOf(row.cell().resolution()),
                    row.cell().conditions(),
                    String.valueOf(s.n()),
                    points("%.1f", s.mean()),
                    s.deviation().map(d -> points("%.2f", d)).orElse("-"),
                    s.interval().map(GroupReport::interval).orElse("-"),
                    String.format(Locale.ROOT, "%.3f", row.loss()));
        }
        return table;
    }

    private TextTable comparisonTable() {
        TextTable table = new TextTable("first", "second", "?>seeds", ">points", "95 % t", ">p", "verdict");
        for (Comparison comparison : comparisons) {
            Difference d = comparison.difference();
            table.row(
                    name(d.first(), d.second()),
                    name(d.second(), d.first()),
                    String.valueOf(d.seeds()),
                    points("%+.1f", d.mean()),
                    d.interval().map(GroupReport::interval).orElse("-"),
                    p(d.p()) + (d.method() == Difference.Method.MCNEMAR ? " (M)" : ""),
                    verdict(comparison));
        }
        return table;
    }

    private static String verdict(Comparison comparison) {
        if (!comparison.distinguishable()) {
            return "not distinguishable";
        }
        return comparison.difference().mean() > 0 ? "first is better" : "second is better";
    }

    /** What a row is; the test transform only where the two differ in it. */
    private static String name(Cell cell, Cell other) {
        return cell.phase() + " " + cell.train() + ">" + cell.resolution()
                + (cell.conditions().equals(other.conditions()) ? "" : " " + cell.conditions());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        boolean several = rows.stream().anyMatch(row -> row.seeds().size() > 1);
        if (several) {
            notes.add("sd and 95 % t: standard deviation and Student's interval of the mean over seeds.");
        }
        if (!comparisons.isEmpty()) {
            notes.add("phase A>B: trained at A px (its first phase), tested at B px. Differences are paired by seed"
                    + (comparisons.stream().anyMatch(c -> c.difference().method() == Difference.Method.MCNEMAR)
                            ? "; (M): one seed, exact McNemar on the pictures."
                            : "."));
            notes.add("Each of the " + comparisons.size()
                    + " comparisons stands at 5 % by itself; the best rows were picked on the same pictures.");
        }
        return notes;
    }

    private static String interval(SeedStatistics.Interval interval) {
        return points("%.1f", interval.low()) + " to " + points("%.1f", interval.high());
    }

    private static String points(String format, double share) {
        return String.format(Locale.ROOT, format, 100 * share);
    }

    private static String p(double p) {
        return p < NO_SMALLER_P ? "<0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }
}

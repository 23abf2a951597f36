package io.fixres.cli.report;

import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The demo's comparison, with the controls that keep it honest. The phases are the recipe's {@code initial}, {@code
 * finetune} and {@code control}; every row is the last epoch of its phase, and every row is printed whoever wins.
 */
public final class DemoTable {
    private static final String CROP = "center_crop";

    private final Results results;
    private final int low;
    private final int high;

    /** For the demo's recipe, with whatever overrides. */
    public DemoTable(Recipe recipe, Results results) {
        this.results = results;
        this.low = resolution(recipe, "initial");
        this.high = resolution(recipe, "finetune");
    }

    /** Lines for people. */
    public List<String> lines() {
        Map<String, EvaluationResult> rows = rows();
        TextTable table =
                new TextTable("model", ">px", "transform", ">n", ">right", ">top-1 %", "95 % interval", ">loss");
        rows.forEach((name, e) -> table.row(
                name,
                String.valueOf(e.resolution()),
                e.transform(),
                String.valueOf(e.n()),
                String.valueOf(e.correct()),
                ResultTable.percent(e.top1()),
                ResultTable.interval(e),
                String.format(Locale.ROOT, "%.3f", e.loss())));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        comparison(rows, tuned(), untuned(), lines);
        comparison(rows, adapted(), untuned(), lines);
        comparison(rows, tuned(), control(), lines);
        comparison(rows, tuned(), matched(), lines);
        comparison(rows, tuned(), squashed(), lines);
        lines.add("");
        split(rows)
                .ifPresent(
                        split -> lines.add("The " + split + " split is the only held-out split of this data: the best"
                                + " checkpoint is chosen on it too. The rows above are"));
        lines.add(
                "the last epochs of their phases, chosen by nothing. Intervals are Wilson's; tests are paired and exact,"
                        + " on the stored predictions.");
        return lines;
    }

    private Map<String, EvaluationResult> rows() {
        Map<String, EvaluationResult> rows = new LinkedHashMap<>();
        add(rows, squashed(), results.last("initial", low, "squash"));
        add(rows, matched(), results.last("initial", low, CROP));
        add(rows, untuned(), results.last("initial", high, CROP));
        add(rows, adapted(), results.adapted("initial", high, CROP));
        add(rows, tuned(), results.last("finetune", high, CROP));
        add(rows, control(), results.last("control", low, CROP));
        return rows;
    }

    private static void add(Map<String, EvaluationResult> rows, String name, Optional<EvaluationResult> result) {
        result.ifPresent(e -> rows.put(name, e));
    }

    private static void comparison(
            Map<String, EvaluationResult> rows, String first, String second, List<String> lines) {
        if (rows.containsKey(first) && rows.containsKey(second)) {
            lines.add(PairedComparison.of(first, rows.get(first), second, rows.get(second))
                    .sentence());
        }
    }

    private static Optional<String> split(Map<String, EvaluationResult> rows) {
        return rows.values().stream().map(EvaluationResult::split).findFirst();
    }

    private String squashed() {
        return "trained at " + low + ", squashed";
    }

    private String matched() {
        return "trained at " + low + ", matched crop";
    }

    private String untuned() {
        return "trained at " + low + ", un-tuned at " + high;
    }

    private String adapted() {
        return "trained at " + low + ", adapted at " + high;
    }

    private String tuned() {
        return "fine-tuned at " + high;
    }

    private String control() {
        return "control tuned at " + low;
    }

    private static int resolution(Recipe recipe, String phase) {
        return recipe.phases().stream()
                .filter(p -> p.name().equals(phase))
                .mapToInt(PhaseSpec::resolution)
                .findFirst()
                .orElse(0);
    }
}

package io.fixres.cli.group;

import io.fixres.cli.terminal.Paint;
import io.fixres.contracts.evaluation.AdaptationMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Mean top-1 by train and test resolution, of one phase under one test transform.
 *
 * @param train resolutions in pixels, ascending
 * @param test resolutions in pixels, ascending
 * @param mean by train and then by test resolution, in shares of 0 to 1; absent where nothing is scored yet
 */
public record HeatMap(
        String phase,
        String transform,
        AdaptationMethod adaptation,
        String split,
        List<Integer> train,
        List<Integer> test,
        List<List<Optional<Double>>> mean) {
    private static final int CELL = 7;
    private static final String CORNER = "train\\test";

    /** A map for each phase, transform and adaptation that has more than one cell. */
    static List<HeatMap> of(GroupResults results) {
        return results.rows().stream()
                .map(row -> row.cell())
                .map(cell -> new HeatMap(
                        cell.phase(),
                        cell.transform(),
                        cell.adaptation(),
                        cell.split(),
                        List.of(),
                        List.of(),
                        List.of()))
                .distinct()
                .map(map -> map.filled(results.rows()))
                .filter(map -> map.train().size() * map.test().size() > 1)
                .toList();
    }

    private HeatMap filled(List<GroupRow> all) {
        List<GroupRow> rows = all.stream()
                .filter(row -> row.cell().phase().equals(phase)
                        && row.cell().transform().equals(transform)
                        && row.cell().adaptation() == adaptation
                        && row.cell().split().equals(split))
                .toList();
        List<Integer> trained =
                rows.stream().map(row -> row.cell().train()).distinct().sorted().toList();
        List<Integer> tested = rows.stream()
                .map(row -> row.cell().resolution())
                .distinct()
                .sorted()
                .toList();
        List<List<Optional<Double>>> means = trained.stream()
                .map(r -> tested.stream().map(t -> mean(rows, r, t)).toList())
                .toList();
        return new HeatMap(phase, transform, adaptation, split, trained, tested, means);
    }

    private static Optional<Double> mean(List<GroupRow> rows, int train, int test) {
        return rows.stream()
                .filter(row -> row.cell().train() == train && row.cell().resolution() == test)
                .findFirst()
                .map(row -> row.top1().mean());
    }

    /**
     * Lines for people, in per cent; the best test resolution of each train resolution has a star.
     *
     * @param width columns that a line may have; test resolutions that do not fit follow below
     */
    public List<String> lines(Paint paint, OptionalInt width) {
        int columns = width.isPresent() ? Math.max(1, (width.getAsInt() - CORNER.length()) / CELL) : test.size();
        List<String> lines = new ArrayList<>();
        String conditions = adaptation.after(transform, ", ");
        lines.add(phase + ", " + conditions + ": mean top-1 %, trained at (down) and tested at (across), px");
        for (int from = 0; from < test.size(); from += columns) {
            int to = Math.min(test.size(), from + columns);
            lines.add(header(from, to));
            for (int row = 0; row < train.size(); row++) {
                lines.add(row(row, from, to, paint));
            }
        }
        return lines;
    }

    private String header(int from, int to) {
        StringBuilder line = new StringBuilder(CORNER);
        for (int resolution : test.subList(from, to)) {
            line.append(String.format("%" + (CELL - 1) + "d ", resolution));
        }
        return line.toString().stripTrailing();
    }

    private String row(int row, int from, int to, Paint paint) {
        StringBuilder line = new StringBuilder(String.format("%" + CORNER.length() + "d", train.get(row)));
        double best = best(row);
        for (Optional<Double> value : mean.get(row).subList(from, to)) {
            line.append(value.map(v -> paint.heat(share(v), text(v, v == best)))
                    .orElse(String.format("%" + (CELL - 1) + "s ", "-")));
        }
        return paint.on() ? line.toString() : line.toString().stripTrailing();
    }

    private static String text(double value, boolean best) {
        return String.format(Locale.ROOT, "%" + (CELL - 1) + ".1f%s", 100 * value, best ? "*" : " ");
    }

    private double best(int row) {
        return mean.get(row).stream()
                .flatMap(Optional::stream)
                .mapToDouble(v -> v)
                .max()
                .orElse(Double.NaN);
    }

    private double share(double value) {
        double low = all().min().orElse(0);
        double high = all().max().orElse(1);
        return high > low ? (value - low) / (high - low) : 1;
    }

    private java.util.stream.DoubleStream all() {
        return mean.stream().flatMap(List::stream).flatMap(Optional::stream).mapToDouble(v -> v);
    }
}

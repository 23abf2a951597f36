package io.fixres.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Lays text out in columns. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<String[]> rows = new ArrayList<>();

    /**
     * One column.
     *
     * @param right whether its cells stand at the right
     * @param spare whether it may be left out where the width is small
     */
    private record Column(String title, boolean right, boolean spare) {
        static Column of(String text) {
            boolean spare = text.startsWith("?");
            String title = spare ? text.substring(1) : text;
            boolean right = title.startsWith(">");
            return new Column(right ? title.substring(1) : title, right, spare);
        }
    }

    /**
     * With titles; one that begins with {@code >} is a column of numbers, which stand at the right, and one that begins
     * with {@code ?} may be left out, the last of those first.
     */
    public TextTable(String... titles) {
        columns = Arrays.stream(titles).map(Column::of).toList();
    }

    /** Adds a row. */
    public TextTable row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(cells);
        return this;
    }

    /** The lines, titles first, as wide as they are. */
    public List<String> lines() {
        return lines(OptionalInt.empty());
    }

    /**
     * The lines, titles first. Where the width is too small, columns that may be left out are, and a row takes several
     * lines, indented from the second on, if that is not enough.
     *
     * @param width columns of the terminal; empty for any
     */
    public List<String> lines(OptionalInt width) {
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> Math.max(
                        columns.get(i).title().length(),
                        rows.stream().mapToInt(row -> row[i].length()).max().orElse(0)))
                .toArray();
        int room = width.orElse(Integer.MAX_VALUE);
        List<List<Integer>> parts = parts(shown(widths, room), widths, room);
        List<String> lines = new ArrayList<>();
        add(lines, columns.stream().map(Column::title).toArray(String[]::new), widths, parts);
        rows.forEach(row -> add(lines, row, widths, parts));
        return lines;
    }

    private List<Integer> shown(int[] widths, int room) {
        List<Integer> shown =
                new ArrayList<>(IntStream.range(0, columns.size()).boxed().toList());
        for (int i = columns.size() - 1; i >= 0 && total(shown, widths) > room; i--) {
            if (columns.get(i).spare()) {
                shown.remove(Integer.valueOf(i));
            }
        }
        return shown;
    }

    private static int total(List<Integer> shown, int[] widths) {
        return shown.stream().mapToInt(i -> widths[i] + GAP.length()).sum() - GAP.length();
    }

    private static List<List<Integer>> parts(List<Integer> shown, int[] widths, int room) {
        List<List<Integer>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        int used = 0;
        for (int column : shown) {
            if (used > 0 && used + widths[column] > room) {
                parts.add(new ArrayList<>());
                used = GAP.length();
            }
            parts.get(parts.size() - 1).add(column);
            used += widths[column] + GAP.length();
        }
        return parts;
    }

    private void add(List<String> lines, String[] cells, int[] widths, List<List<Integer>> parts) {
        for (int part = 0; part < parts.size(); part++) {
            StringBuilder line = new StringBuilder(part == 0 ? "" : GAP);
            for (int i : parts.get(part)) {
                String space = " ".repeat(widths[i] - cells[i].length());
                line.append(columns.get(i).right() ? space + cells[i] : cells[i] + space)
                        .append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
    }
}

package io.fixres.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Lays text out in columns. */
public final class TextTable {
    private final List<Column> columns;
    private final List<String[]> rows = new ArrayList<>();

    /**
     * One column.
     *
     * @param right whether its cells stand at the right
     */
    private record Column(String title, boolean right) {}

    /** With titles; one that begins with {@code >} is a column of numbers, which stand at the right. */
    public TextTable(String... titles) {
        columns = Arrays.stream(titles)
                .map(title -> new Column(title.startsWith(">") ? title.substring(1) : title, title.startsWith(">")))
                .toList();
    }

    /** Adds a row. */
    public TextTable row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(cells);
        return this;
    }

    /** The lines, titles first. */
    public List<String> lines() {
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> Math.max(
                        columns.get(i).title().length(),
                        rows.stream().mapToInt(row -> row[i].length()).max().orElse(0)))
                .toArray();
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::title).toArray(String[]::new), widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private String line(String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String space = " ".repeat(widths[i] - cells[i].length());
            line.append(columns.get(i).right() ? space + cells[i] : cells[i] + space)
                    .append("  ");
        }
        return line.toString().stripTrailing();
    }
}

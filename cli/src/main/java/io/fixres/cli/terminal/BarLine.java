package io.fixres.cli.terminal;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One line with a bar: a name, the bar, the share, and as many figures as the width holds.
 *
 * @param name what it is about
 * @param share 0 to 1; empty where it is not known, which leaves the bar out
 * @param figures in the order in which they are shown
 */
public record BarLine(String name, Tone tone, OptionalDouble share, List<Figure> figures) {
    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 8;
    private static final int BAR_SHARE = 7;
    private static final String GAP = "  ";

    /** How a line looks. */
    public enum Tone {
        /** Has not begun. */
        WAITING,
        /** Goes on now. */
        ACTIVE,
        /** Is over and went well. */
        DONE,
        /** Is over and did not. */
        FAILED
    }

    /**
     * A figure.
     *
     * @param importance those of the greatest number are left out last
     */
    public record Figure(String text, int importance) {}

    /**
     * The line.
     *
     * @param nameWidth columns of the name, the same for the lines of a block
     * @param width columns of the terminal
     */
    public String text(int nameWidth, int width, Paint paint) {
        int barWidth = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, width / BAR_SHARE));
        String label = pad(name, nameWidth);
        String middle = share.isPresent()
                ? GAP
                        + bar(share.getAsDouble(), barWidth)
                        + String.format(Locale.ROOT, " %3d %%", (int) Math.floor(100 * share.getAsDouble()))
                : "";
        int room = width - label.length() - middle.length() - GAP.length();
        String text = fitting(room);
        String line = middle + (text.isEmpty() ? "" : GAP + text);
        return switch (tone) {
            case WAITING -> paint.faint(label + line);
            case ACTIVE -> paint.strong(label) + line;
            case DONE -> paint.good(label) + line;
            case FAILED -> paint.bad(label) + line;
        };
    }

    private static String bar(double share, int width) {
        int filled = (int) Math.floor(share * (width - 2));
        boolean head = share > 0 && share < 1 && filled < width - 2;
        return "[" + "=".repeat(filled) + (head ? ">" : "") + " ".repeat(width - 2 - filled - (head ? 1 : 0)) + "]";
    }

    /** The most important figures that the room holds; one that does not fit makes none less important fit. */
    private String fitting(int room) {
        List<Integer> byImportance = IntStream.range(0, figures.size())
                .boxed()
                .sorted(Comparator.comparing(i -> -figures.get(i).importance()))
                .toList();
        SortedSet<Integer> chosen = new TreeSet<>();
        int used = 0;
        for (int index : byImportance) {
            int needed = figures.get(index).text().length() + (chosen.isEmpty() ? 0 : GAP.length());
            if (used + needed > room) {
                break;
            }
            used += needed;
            chosen.add(index);
        }
        if (chosen.isEmpty() && figures.size() == 1 && room > 1) {
            return figures.get(0).text().substring(0, room - 1) + "…";
        }
        return chosen.stream().map(index -> figures.get(index).text()).collect(Collectors.joining(GAP));
    }

    private static String pad(String text, int width) {
        return text.length() > width ? text.substring(0, width - 1) + "…" : text + " ".repeat(width - text.length());
    }
}

package io.fixres.cli.group;

import io.fixres.cli.UsageException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Lists of resolutions as a user writes them: {@code 64,96,128}, {@code 64..224/32}, or both mixed with commas. */
final class Resolutions {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:\\.\\.(\\d{1,4})(?:/(\\d{1,4}))?)?");
    private static final int LEAST = 8;
    private static final int MOST = 1024;

    private Resolutions() {}

    /**
     * Reads a list.
     *
     * @param option whose value it is, for messages
     * @return in pixels, ascending, each once
     * @throws UsageException if it is no such list
     */
    static List<Integer> parse(String option, String text) {
        TreeSet<Integer> pixels = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw wrong(option, text, "'" + part + "' is neither a number nor a range");
            }
            int from = Integer.parseInt(range.group(1));
            int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
            int step = range.group(3) == null ? 1 : Integer.parseInt(range.group(3));
            if (range.group(2) != null && range.group(3) == null) {
                throw wrong(option, text, "'" + part + "' has no step");
            }
            if (from < LEAST || to > MOST || to < from || step < 1) {
                throw wrong(
                        option, text, "'" + part + "' is outside " + LEAST + " to " + MOST + " px, or runs backwards");
            }
            IntStream.iterate(from, r -> r <= to, r -> r + step).forEach(pixels::add);
        }
        return List.copyOf(pixels);
    }

    private static UsageException wrong(String option, String text, String what) {
        return new UsageException(option + " is '" + text + "' but " + what
                + ": write resolutions in pixels such as 64,96,128, or a range with its step such as 64..224/32");
    }
}

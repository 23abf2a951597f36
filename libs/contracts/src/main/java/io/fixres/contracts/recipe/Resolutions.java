package io.fixres.contracts.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list of resolutions as text: {@code 96,128,160}, or {@code 64..224/32} for every 32nd from 64 to 224. */
public final class Resolutions {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})\\.\\.(\\d{1,4})/(\\d{1,4})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    private Resolutions() {}

    /**
     * Reads the text, in its order and without repetitions.
     *
     * @throws IllegalArgumentException naming what cannot be read and the forms that can
     */
    public static List<Integer> read(String text) {
        List<Integer> resolutions = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            resolutions.addAll(part(part.strip()));
        }
        return resolutions.stream().distinct().toList();
    }

    private static List<Integer> part(String part) {
        Matcher range = RANGE.matcher(part);
        if (NUMBER.matcher(part).matches()) {
            return List.of(Integer.parseInt(part));
        }
        if (!range.matches()) {
            throw refusal(part);
        }
        int from = Integer.parseInt(range.group(1));
        int to = Integer.parseInt(range.group(2));
        int step = Integer.parseInt(range.group(3));
        if (from > to || step == 0) {
            throw refusal(part);
        }
        List<Integer> values = new ArrayList<>();
        for (int r = from; r <= to; r += step) {
            values.add(r);
        }
        return values;
    }

    private static IllegalArgumentException refusal(String part) {
        return new IllegalArgumentException("'" + part + "' is no resolution: give pixels such as 128, a list such as"
                + " 96,128,160, or a range such as 64..224/32 (from, to, step)");
    }
}

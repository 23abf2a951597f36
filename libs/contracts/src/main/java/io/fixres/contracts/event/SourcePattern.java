package io.fixres.contracts.event;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Addresses of several archives in one text, as the WebDataset library writes them: {@code {000000..000009}} stands for
 * each number of the range with its leading zeros, {@code {train,val}} for each of the words, and {@code ::} stands between
 * addresses. Braces of any other form are part of the address.
 */
public final class SourcePattern {
    /** More archives are a mistake in the numbers. */
    static final int MOST = 100_000;

    private static final Pattern GROUP = Pattern.compile("\\{(?:(\\d{1,9})\\.\\.(\\d{1,9})|([^{},]*(?:,[^{},]*)+))}");

    /** Followed by a scheme or an absolute path, so that an IPv6 host is left whole. */
    private static final Pattern SEPARATOR = Pattern.compile("::(?=[A-Za-z][A-Za-z0-9+.-]*:/|/)");

    private SourcePattern() {}

    /**
     * The addresses in order; the text itself where it is one address.
     *
     * @throws IllegalArgumentException if a range ends before it begins or there are more than 100,000 addresses
     */
    public static List<String> expand(String text) {
        List<String> addresses = new ArrayList<>();
        for (String pattern : SEPARATOR.split(text)) {
            expand("", pattern, text, addresses);
        }
        return List.copyOf(addresses);
    }

    private static void expand(String start, String rest, String text, List<String> addresses) {
        Matcher group = GROUP.matcher(rest);
        if (!group.find()) {
            if (addresses.size() == MOST) {
                throw new IllegalArgumentException(
                        "'" + text + "' stands for more than " + MOST + " addresses: correct the numbers");
            }
            addresses.add(start + rest);
            return;
        }
        String before = start + rest.substring(0, group.start());
        String after = rest.substring(group.end());
        choices(group, text).forEach(choice -> expand(before + choice, after, text, addresses));
    }

    private static Stream<String> choices(Matcher group, String text) {
        if (group.group(3) != null) {
            return Stream.of(group.group(3).split(",", -1));
        }
        String first = group.group(1);
        String last = group.group(2);
        int from = Integer.parseInt(first);
        int to = Integer.parseInt(last);
        if (from > to) {
            throw new IllegalArgumentException(
                    "'" + text + "' has the range " + group.group() + ", which ends before it begins: turn it round");
        }
        boolean padded = first.startsWith("0") || last.startsWith("0");
        String format = padded ? "%0" + Math.max(first.length(), last.length()) + "d" : "%d";
        return Stream.iterate(from, number -> number <= to, number -> number + 1)
                .map(format::formatted);
    }
}

package io.fixres.contracts.experiment;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Rules of experiment ids, which are part of object keys. */
public final class ExperimentId {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMdd-HHmmss", Locale.ROOT);
    private static final int NAME_LENGTH = 40;

    private ExperimentId() {}

    /** A readable id that no other experiment has: the recipe's name, a time and a random number. */
    public static String fresh(String recipe, LocalDateTime at) {
        String name =
                recipe.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        name = name.isEmpty() ? "experiment" : name.substring(0, Math.min(NAME_LENGTH, name.length()));
        String random = String.format("%04x", ThreadLocalRandom.current().nextInt(1 << 16));
        return check(name + "-" + at.format(TIME) + "-" + random);
    }

    /**
     * Returns the id if it keeps the rules.
     *
     * @throws IllegalArgumentException otherwise
     */
    public static String check(String id) {
        if (id == null || !FORM.matcher(id).matches()) {
            throw new IllegalArgumentException("experiment id '" + id
                    + "' is not usable: use 1 to 63 lower-case letters, digits and dashes, beginning with a letter or"
                    + " digit");
        }
        return id;
    }
}

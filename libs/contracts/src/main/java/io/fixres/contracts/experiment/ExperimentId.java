package io.fixres.contracts.experiment;

import java.util.regex.Pattern;

/** Rules of experiment ids, which are part of object keys. */
public final class ExperimentId {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private ExperimentId() {}

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

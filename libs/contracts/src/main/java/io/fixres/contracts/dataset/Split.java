package io.fixres.contracts.dataset;

import java.util.Locale;

/** The parts of a dataset. */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST;

    /** Lower-case name, as stored and written in recipes. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

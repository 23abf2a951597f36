package io.fixres.cli.command;

import io.fixres.contracts.experiment.ExperimentStatus;
import java.util.Locale;

/** Words that several commands print. */
final class Wordings {
    private Wordings() {}

    static String status(ExperimentStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}

package io.fixres.cli.command;

import io.fixres.cli.terminal.Paint;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.util.Locale;

/** Words that several commands print. */
final class Wordings {
    private Wordings() {}

    static String status(ExperimentStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static String status(ExperimentStatus status, Paint paint) {
        return switch (status) {
            case COMPLETED -> paint.good(status(status));
            case FAILED, CANCELLED -> paint.bad(status(status));
            case QUEUED, RUNNING -> status(status);
        };
    }
}

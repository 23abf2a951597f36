package io.fixres.cli.report;

import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.McNemarTest;
import java.util.Locale;

/**
 * Two evaluations of the same pictures.
 *
 * @param test discordant pictures and the exact McNemar p
 */
record PairedComparison(String firstName, String secondName, McNemarTest test) {
    /** Level at which a difference is called one. */
    static final double LEVEL = 0.01;

    static PairedComparison of(String firstName, EvaluationResult first, String secondName, EvaluationResult second) {
        return new PairedComparison(firstName, secondName, McNemarTest.of(first.predictions(), second.predictions()));
    }

    /** One line that claims no more than the test shows. */
    String sentence() {
        return String.format(
                Locale.ROOT,
                "%s against %s: %d pictures only the first got right, %d only the second, McNemar p %s: %s",
                firstName,
                secondName,
                test.onlyFirst(),
                test.onlySecond(),
                p(test.p()),
                verdict());
    }

    private String verdict() {
        if (test.p() >= LEVEL) {
            return "no difference is shown";
        }
        return (test.onlyFirst() > test.onlySecond() ? firstName : secondName) + " is better";
    }

    static String p(double p) {
        if (p < 1e-4) {
            return String.format(Locale.ROOT, "= %.0e", p);
        }
        return String.format(Locale.ROOT, "= %.4f", p);
    }
}

package io.fixres.report.history;

import io.fixres.contracts.event.TrainingProgress;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * One progress report, as a curve shows it; numbers are rounded to five digits.
 *
 * @param done epochs done in the phase, the share of the running one included
 * @param step optimizer steps done in the experiment
 * @param loss mean training loss since the epoch began, in nats
 * @param accuracy training accuracy since the epoch began, 0 to 1
 * @param imagesPerSecond since the report before
 * @param dataWait share of that time spent waiting for data, 0 to 1
 * @param end whether the epoch is whole
 */
public record CurvePoint(
        double done,
        long step,
        double loss,
        double accuracy,
        double learningRate,
        double imagesPerSecond,
        double dataWait,
        boolean end) {
    private static final MathContext DIGITS = new MathContext(5);

    /** Of a report. */
    public static CurvePoint of(TrainingProgress report) {
        boolean end = report.stepsPerEpoch() > 0 && report.stepOfEpoch() >= report.stepsPerEpoch();
        double share = report.stepsPerEpoch() == 0 ? 0 : (double) report.stepOfEpoch() / report.stepsPerEpoch();
        return new CurvePoint(
                rounded(report.epoch() + share),
                report.step(),
                rounded(report.loss()),
                rounded(report.accuracy()),
                rounded(report.learningRate()),
                rounded(report.imagesPerSecond()),
                rounded(report.dataWait()),
                end);
    }

    private static double rounded(double value) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value).round(DIGITS).doubleValue() : value;
    }
}

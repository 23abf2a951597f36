package io.fixres.cli.report;

import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.FittedAdaptation;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.util.List;
import java.util.Optional;

/**
 * What {@code --json} prints as the last line of standard output.
 *
 * @param seconds from the request to this report
 * @param evaluations in the order of the table
 */
public record RunReport(
        String experiment, ExperimentStatus status, double seconds, List<Phase> phases, List<Evaluation> evaluations) {

    /**
     * How a phase went.
     *
     * @param dataWait share of the time spent waiting for data, 0 to 1
     */
    public record Phase(
            String name, int resolution, int epochs, double seconds, double imagesPerSecond, double dataWait) {
        static Phase of(PhaseSummary summary) {
            return new Phase(
                    summary.name(),
                    summary.resolution(),
                    summary.epochs(),
                    summary.seconds(),
                    summary.imagesPerSecond(),
                    summary.dataWait());
        }
    }

    /**
     * One score.
     *
     * @param epoch from 0, as in object keys
     * @param top1 share classified rightly, 0 to 1; low and high are its Wilson 95 % interval
     * @param loss mean cross-entropy in nats
     * @param adaptation of the network before it was scored; absent if none
     */
    public record Evaluation(
            String phase,
            int epoch,
            int resolution,
            String transform,
            String split,
            long n,
            long correct,
            double top1,
            double low,
            double high,
            double loss,
            Optional<AdaptationMethod> adaptation) {
        static Evaluation of(EvaluationResult result) {
            return new Evaluation(
                    result.phase(),
                    result.epoch(),
                    result.resolution(),
                    result.transform(),
                    result.split(),
                    result.n(),
                    result.correct(),
                    result.top1(),
                    result.low(),
                    result.high(),
                    result.loss(),
                    result.adaptation().map(FittedAdaptation::method));
        }
    }

    /** Of a state and its stored evaluations. */
    public static RunReport of(ExperimentState state, Results results, double seconds) {
        return new RunReport(
                state.experiment(),
                state.status(),
                Math.round(seconds * 10) / 10.0,
                state.phases().stream().map(Phase::of).toList(),
                results.all().stream().map(Evaluation::of).toList());
    }
}

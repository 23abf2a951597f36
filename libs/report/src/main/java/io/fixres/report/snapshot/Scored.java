package io.fixres.report.snapshot;

import io.fixres.contracts.Digests;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.Mistake;
import io.fixres.contracts.evaluation.Predictions;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A stored evaluation without its predictions: what is drawn of it and what comparing it needs.
 *
 * @param summary as of an epoch that is not the last of its phase
 * @param right which pictures were classified rightly, in sample order
 * @param samples digest of the sample numbers: only evaluations of the same pictures are compared
 */
record Scored(
        int phaseIndex,
        int attempt,
        String dataset,
        Snapshot.Evaluation summary,
        Confusion confusion,
        List<Mistake> mistakes,
        Diagnostics diagnostics,
        BitSet right,
        String samples) {

    static Scored of(EvaluationResult result) {
        Predictions predictions = result.predictions();
        BitSet right = new BitSet(predictions.size());
        for (int i = 0; i < predictions.size(); i++) {
            right.set(i, predictions.right(i));
        }
        return new Scored(
                result.phaseIndex(),
                result.attempt(),
                result.dataset(),
                summary(result),
                Confusion.of(result),
                List.copyOf(result.mistakes()),
                new Diagnostics(result.calibration(), result.features(), result.objectSize()),
                right,
                Digests.sha256(predictions.samples().toString()));
    }

    private static Snapshot.Evaluation summary(EvaluationResult result) {
        return new Snapshot.Evaluation(
                result.phase(),
                result.epoch(),
                result.resolution(),
                result.transform(),
                result.method(),
                result.split(),
                result.n(),
                result.correct(),
                result.top1(),
                result.low(),
                result.high(),
                result.top5(),
                result.loss(),
                result.calibration().error(),
                result.seconds(),
                false,
                Optional.empty());
    }

    /** Whether both scored the same pictures of another phase under the same conditions. */
    boolean comparable(Scored other) {
        return !summary.phase().equals(other.summary.phase())
                && summary.resolution() == other.summary.resolution()
                && summary.transform().equals(other.summary.transform())
                && summary.adaptation() == other.summary.adaptation()
                && dataset.equals(other.dataset)
                && samples.equals(other.samples);
    }
}

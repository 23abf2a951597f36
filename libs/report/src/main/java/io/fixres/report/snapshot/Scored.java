package io.fixres.report.snapshot;

import io.fixres.contracts.Digests;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.Predictions;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A stored evaluation without its predictions: what is drawn of it and what comparing it needs.
 *
 * @param right which pictures were classified rightly, in sample order
 * @param samples digest of the sample numbers: only evaluations of the same pictures are compared
 * @param mistakes the most confident ones, worst first
 */
record Scored(
        EvaluationResult result, Confusion confusion, BitSet right, String samples, List<ScoredMistake> mistakes) {
    private static final int MOST_MISTAKES = 24;

    /**
     * One picture that was classified wrongly.
     *
     * @param sample number within its split
     * @param confidence probability of the predicted class, 0 to 1
     */
    record ScoredMistake(long sample, int label, int predicted, double confidence) {}

    static Scored of(EvaluationResult result) {
        Predictions predictions = result.predictions();
        BitSet right = new BitSet(predictions.labels().size());
        for (int i = 0; i < predictions.labels().size(); i++) {
            right.set(
                    i,
                    predictions.labels().get(i).equals(predictions.predicted().get(i)));
        }
        return new Scored(
                withoutPredictions(result),
                Confusion.of(predictions, result.classes().size()),
                right,
                Digests.sha256(predictions.samples().toString()),
                mistakes(predictions, right));
    }

    private static List<ScoredMistake> mistakes(Predictions predictions, BitSet right) {
        return IntStream.range(0, predictions.labels().size())
                .filter(i -> !right.get(i))
                .boxed()
                .sorted(Comparator.comparing(
                                (Integer i) -> predictions.confidence().get(i))
                        .reversed())
                .limit(MOST_MISTAKES)
                .map(i -> new ScoredMistake(
                        predictions.samples().get(i),
                        predictions.labels().get(i),
                        predictions.predicted().get(i),
                        predictions.confidence().get(i)))
                .toList();
    }

    private static EvaluationResult withoutPredictions(EvaluationResult r) {
        return new EvaluationResult(
                r.experiment(),
                r.attempt(),
                r.phase(),
                r.phaseIndex(),
                r.epoch(),
                r.checkpoint(),
                r.sha256(),
                r.dataset(),
                r.resolution(),
                r.transform(),
                r.split(),
                r.n(),
                r.correct(),
                r.top1(),
                r.low(),
                r.high(),
                r.loss(),
                r.seconds(),
                r.classes(),
                new Predictions(List.of(), List.of(), List.of(), List.of(), List.of()));
    }
}

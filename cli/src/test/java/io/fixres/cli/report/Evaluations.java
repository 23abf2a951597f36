package io.fixres.cli.report;

import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.Predictions;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Evaluations of a hundred pictures of class 0, of which the first ones are classified rightly. */
final class Evaluations {
    static final int PICTURES = 100;

    private Evaluations() {}

    static EvaluationResult of(String phase, int epoch, int resolution, String transform, int correct) {
        return new EvaluationResult(
                "experiment",
                1,
                phase,
                List.of("initial", "finetune", "control").indexOf(phase),
                epoch,
                "checkpoints/" + phase + "/" + epoch,
                "00",
                "dataset",
                resolution,
                transform,
                "test",
                PICTURES,
                correct,
                correct / (double) PICTURES,
                0.1,
                0.9,
                0.5,
                1.0,
                List.of("daisy", "lily"),
                predictions(correct));
    }

    private static Predictions predictions(int correct) {
        return new Predictions(
                LongStream.range(0, PICTURES).boxed().toList(),
                Collections.nCopies(PICTURES, 0),
                IntStream.range(0, PICTURES).mapToObj(i -> i < correct ? 0 : 1).toList(),
                Collections.nCopies(PICTURES, 0.8f),
                Collections.nCopies(PICTURES, 0.5f));
    }
}

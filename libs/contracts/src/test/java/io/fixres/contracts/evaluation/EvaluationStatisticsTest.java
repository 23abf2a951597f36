package io.fixres.contracts.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fixres.contracts.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against numbers computed by hand. */
class EvaluationStatisticsTest {
    private static final List<String> CLASSES = List.of("a", "b", "c");

    /** Six images: a right, a as b, b right, b right, b as a, c as a. */
    private static final Predictions SIX = new Predictions(
            List.of(0L, 1L, 2L, 3L, 4L, 5L),
            List.of(0, 0, 1, 1, 1, 2),
            List.of(0, 1, 1, 1, 0, 0),
            List.of(0.9f, 0.6f, 0.95f, 0.5f, 0.9f, 0.4f),
            List.of(0.1f, 1.2f, 0.05f, 0.7f, 2.5f, 1.1f),
            List.of(0, 1, 0, 0, 1, 2));

    @Test
    void precisionIsOfWhatWasPredictedAndRecallOfWhatThereIs() {
        // When
        List<ClassScore> scores = ClassScore.of(SIX, CLASSES);

        // Then
        assertThat(scores)
                .containsExactly(
                        new ClassScore("a", 2, 3, 1, Optional.of(1.0 / 3), Optional.of(0.5)),
                        new ClassScore("b", 3, 3, 2, Optional.of(2.0 / 3), Optional.of(2.0 / 3)),
                        new ClassScore("c", 1, 0, 0, Optional.empty(), Optional.of(0.0)));
    }

    @Test
    void theConfusionMatrixListsItsCellsRowByRow() {
        assertThat(ConfusionCell.of(SIX))
                .containsExactly(
                        new ConfusionCell(0, 0, 1),
                        new ConfusionCell(0, 1, 1),
                        new ConfusionCell(1, 0, 1),
                        new ConfusionCell(1, 1, 2),
                        new ConfusionCell(2, 0, 1));
    }

    @Test
    void calibrationComparesConfidenceAndAccuracyBinByBin() {
        // When
        Calibration calibration = Calibration.of(SIX);

        // Then: both of .9 share a bin and one of them is right, all others are alone in theirs
        double expected = (2 * Math.abs(0.5 - 0.9) + (1 - 0.95) + (1 - 0.5) + 0.6 + 0.4) / 6;
        assertThat(calibration.error()).isCloseTo(expected, within(1e-7));
        assertThat(calibration.bins()).hasSize(15);
        assertThat(calibration.bins().get(13).n()).isEqualTo(2);
        assertThat(calibration.bins().get(13).accuracy()).isEqualTo(0.5);
        assertThat(calibration.bins().get(14).n()).isEqualTo(1);
        assertThat(calibration.bins().stream().mapToLong(Calibration.Bin::n).sum())
                .isEqualTo(6);
    }

    @Test
    void fullConfidenceFallsIntoTheLastBin() {
        // Given
        Predictions sure = new Predictions(List.of(0L), List.of(0), List.of(0), List.of(1f), List.of(0f));

        // When
        Calibration calibration = Calibration.of(sure);

        // Then
        assertThat(calibration.bins().get(14).n()).isEqualTo(1);
        assertThat(calibration.error()).isZero();
    }

    @Test
    void theMostConfidentMistakesComeFirstAndEqualOnesInSampleOrder() {
        assertThat(Mistake.of(SIX)).extracting(Mistake::sample).containsExactly(4L, 1L, 5L);
        assertThat(Mistake.of(SIX).get(0)).isEqualTo(new Mistake(4, 1, 0, 0.9f, Optional.empty()));
    }

    @Test
    void topFiveCountsRanksUnderFiveAndSaysNothingWithFiveClasses() {
        // Given
        List<String> six = IntStream.range(0, 6).mapToObj(String::valueOf).toList();
        Predictions predictions = new Predictions(
                List.of(0L, 1L, 2L, 3L),
                List.of(0, 0, 0, 0),
                List.of(0, 1, 1, 1),
                List.of(1f, 1f, 1f, 1f),
                List.of(0f, 1f, 1f, 1f),
                List.of(0, 4, 5, 1));

        // When
        TopFive top = TopFive.of(predictions, six).orElseThrow();

        // Then
        assertThat(top.correct()).isEqualTo(3);
        assertThat(top.share()).isEqualTo(0.75);
        assertThat(top.low()).isEqualTo(WilsonInterval.of(3, 4).low());
        assertThat(TopFive.of(predictions, six.subList(0, 5))).isEmpty();
    }

    @Test
    void aStoredResultOfAnOlderVersionIsReadAndFilled() {
        // Given
        String old = """
                {"experiment": "e", "attempt": 1, "phase": "initial", "phase_index": 0, "epoch": 0,
                 "checkpoint": "experiments/e/checkpoints/initial/0000-1/", "sha256": "", "dataset": "ds",
                 "resolution": 32, "transform": "squash", "split": "test", "n": 2, "correct": 1, "top1": 0.5,
                 "low": 0.1, "high": 0.9, "loss": 1.0, "seconds": 0.1, "classes": ["a", "b"],
                 "predictions": {"samples": [0, 1], "labels": [0, 1], "predicted": [0, 0],
                                 "confidence": [0.9, 0.8], "loss": [0.1, 1.9]}}""";

        // When
        EvaluationResult result = Json.read(old.getBytes(UTF_8), EvaluationResult.class);

        // Then
        assertThat(result.method()).isEqualTo(AdaptationMethod.NONE);
        assertThat(result.perClass()).hasSize(2);
        assertThat(result.mistakes()).hasSize(1);
        assertThat(result.features()).isEmpty();
        assertThat(Json.read(Json.bytes(result), EvaluationResult.class)).isEqualTo(result);
    }

    @Test
    void aMeasurementBecomesAResultWithThePlacesOfItsMistakes() {
        // Given
        FeatureStatistics features =
                new FeatureStatistics("avg_pool", 4, 0.25, 1, 1, FeatureStatistics.LEVELS, FeatureStatistics.LEVELS);
        Measurement measurement = new Measurement(SIX, Optional.empty(), features, Optional.empty(), 1.5);

        // When
        EvaluationResult result = measurement.result(
                new ScoredCheckpoint("e", 1, "initial", 0, 2, "experiments/e/c/", "00"),
                new EvaluationRequest(32, "squash", List.of()),
                "ds",
                "test",
                CLASSES,
                sample -> new Mistake.Picture("k" + sample, "datasets/ds/shard-000000.tar", 10 * sample, 5));

        // Then
        assertThat(result.correct()).isEqualTo(3);
        assertThat(result.loss()).isCloseTo((0.1 + 1.2 + 0.05 + 0.7 + 2.5 + 1.1) / 6, within(1e-7));
        assertThat(result.mistakes().get(0).picture().orElseThrow())
                .isEqualTo(new Mistake.Picture("k4", "datasets/ds/shard-000000.tar", 40, 5));
        assertThat(Json.read(Json.bytes(result), EvaluationResult.class)).isEqualTo(result);
    }
}

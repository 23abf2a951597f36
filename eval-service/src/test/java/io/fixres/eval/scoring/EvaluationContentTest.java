package io.fixres.eval.scoring;

import static io.fixres.eval.EvaluationHarness.EXPERIMENT;
import static io.fixres.eval.EvaluationHarness.LARGE;
import static io.fixres.eval.EvaluationHarness.SQUASH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.evaluation.AdaptationRequest;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.FittedAdaptation;
import io.fixres.contracts.evaluation.Mistake;
import io.fixres.contracts.evaluation.TrainingView;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.EvaluationHarness;
import io.fixres.eval.TestDataset;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationContentTest {
    private static final EvaluationRequest ADAPTED = new EvaluationRequest(
            LARGE.resolution(),
            LARGE.transform(),
            LARGE.steps(),
            Optional.of(new AdaptationRequest(AdaptationMethod.PARAMETRIC, SQUASH.resolution(), SQUASH.steps())),
            Optional.of(new TrainingView("initial", SQUASH.resolution(), SQUASH.steps())));

    @TempDir
    private Path folder;

    private EvaluationHarness service;

    @BeforeEach
    void start() {
        service = new EvaluationHarness(folder).withExperiment();
    }

    private EvaluationResult score(EvaluationRequest request) throws InterruptedException {
        service.intake.accept(service.checkpoint("initial", 0, 7, request));
        service.work();
        return service.result("initial", 0, request);
    }

    @Test
    void aResultHoldsItsStatisticsAndTheFeaturesOfEveryImage() throws InterruptedException {
        // When
        EvaluationResult result = score(SQUASH);

        // Then: the pixels 0 to 9 times the resolution; wrong are 7, 8 and 9 of the classes 1, 0 and 1
        assertThat(result.predictions().ranks()).containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 1, 1);
        assertThat(result.perClass().get(0).recall()).contains(4.0 / 5);
        assertThat(result.perClass().get(1).precision()).contains(3.0 / 4);
        assertThat(result.features().orElseThrow().size()).isEqualTo(1);
        assertThat(result.features().orElseThrow().zeros()).isEqualTo(0.1);
        assertThat(result.features().orElseThrow().mean()).isCloseTo(4.5 * 8, within(1e-9));
        assertThat(result.objectSize()).isEmpty();
        assertThat(result.adaptation()).isEmpty();
    }

    @Test
    void aMistakeSaysWhereItsPictureIsStored() throws InterruptedException {
        // When
        Mistake mistake = score(SQUASH).mistakes().get(0);

        // Then: images of one byte after headers of 512 bytes; the second shard holds 2 training images before
        assertThat(mistake.sample()).isEqualTo(7);
        Mistake.Picture picture = mistake.picture().orElseThrow();
        assertThat(picture.key()).isEqualTo("k7");
        assertThat(picture.file()).isEqualTo(ObjectKeys.shard(TestDataset.ID, 1));
        byte[] shard = service.store.get(picture.file()).orElseThrow().content();
        assertThat(shard[(int) picture.offset()]).isEqualTo((byte) 7);
        assertThat(picture.length()).isEqualTo(1);
    }

    @Test
    void anAdaptationIsFittedOnTrainingImagesAndMeetsTheTrainingResolution() throws InterruptedException {
        // When
        EvaluationResult result = score(ADAPTED);

        // Then: features at 16 are twice those at 8, so the map halves them; 4 training images have pixels 0 to 3
        FittedAdaptation fitted = result.adaptation().orElseThrow();
        assertThat(fitted.scale()).isCloseTo(0.5, within(1e-3));
        assertThat(fitted.shift()).isCloseTo(0, within(1e-2));
        assertThat(fitted.split()).isEqualTo("train");
        assertThat(fitted.images()).isEqualTo(4);
        assertThat(fitted.resolution()).isEqualTo(8);
        assertThat(result.features().orElseThrow().mean()).isCloseTo(4.5 * 8, within(0.1));
        assertThat(result.objectSize().orElseThrow().ratio()).isCloseTo(2, within(1e-9));
    }

    @Test
    void anAdaptedResultStandsBesideTheOneOfTheNetworkAsItIs() throws InterruptedException {
        // When
        EvaluationResult plain = score(LARGE);
        service.intake.accept(service.checkpoint("initial", 0, 7, LARGE, ADAPTED));
        service.work();

        // Then
        assertThat(service.store.list(ObjectKeys.evaluations(EXPERIMENT)))
                .containsExactlyInAnyOrder(
                        ObjectKeys.evaluations(EXPERIMENT) + "initial-0000-1-16-squash.json",
                        ObjectKeys.evaluations(EXPERIMENT) + "initial-0000-1-16-squash-parametric.json");
        assertThat(plain.method()).isEqualTo(AdaptationMethod.NONE);
        assertThat(service.publisher.published(EvaluationCompleted.class))
                .extracting(EvaluationCompleted::adaptation)
                .contains(Optional.empty(), Optional.of(AdaptationMethod.PARAMETRIC));
        assertThat(service.publisher.published().stream().map(e -> e.id()).distinct())
                .hasSize(2);
    }

    @Test
    void anAdaptedResultDoesNotSelectTheBestCheckpoint() throws InterruptedException {
        // When
        score(ADAPTED);

        // Then
        assertThat(service.best()).isEmpty();
    }
}
